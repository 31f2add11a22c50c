/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import io.armature.health.DynamoDbHealthIndicator;
import io.armature.health.FallbackHealthIndicator;
import io.armature.observation.DefaultDynamoDbCallObservationConvention;
import io.armature.observation.DynamoDbCallObservationConvention;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationTextPublisher;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;

class ObservationAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClientAutoConfiguration.class,
                    EncryptionKeysAutoConfiguration.class,
                    EncryptionAutoConfiguration.class,
                    MappingAutoConfiguration.class,
                    ResilienceAutoConfiguration.class,
                    FallbackAutoConfiguration.class,
                    DynamoDbHealthAutoConfiguration.class,
                    ObservationAutoConfiguration.class))
            .withPropertyValues(
                    "armature.client.region=eu-central-1",
                    "armature.client.credentials.access-key=key",
                    "armature.client.credentials.secret-key=secret");

    private final ApplicationContextRunner observed =
            runner.withBean(ObservationRegistry.class, ObservationRegistry::create);

    private static boolean isObserved(DynamoDbClient client) {
        return ClientLayers.hasLayer(client, CallSlot.OBSERVATION);
    }

    @Test
    void clientsShouldBeObservedWhereThereIsARegistry() {
        observed.run(context ->
                assertThat(isObserved(context.getBean(DynamoDbClient.class))).isTrue());
        runner.run(context ->
                assertThat(isObserved(context.getBean(DynamoDbClient.class))).isFalse());
    }

    @Test
    void clientsWhenSwitchedOffOrWithoutMicrometerShouldNotBeObserved() {
        observed.withPropertyValues("armature.observation.enabled=false")
                .run(context -> assertThat(isObserved(context.getBean(DynamoDbClient.class)))
                        .isFalse());
        runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class.getPackageName()))
                .run(context -> assertThat(isObserved(context.getBean(DynamoDbClient.class)))
                        .isFalse());
    }

    @Test
    void conventionOfTheApplicationShouldReplaceOurs() {
        DynamoDbCallObservationConvention own = new DynamoDbCallObservationConvention() {};
        observed.withBean(DynamoDbCallObservationConvention.class, () -> own)
                .run(context -> assertThat(context)
                        .getBean(DynamoDbCallObservationConvention.class)
                        .isSameAs(own));
        observed.run(context -> assertThat(context)
                .getBean(DynamoDbCallObservationConvention.class)
                .isInstanceOf(DefaultDynamoDbCallObservationConvention.class));
    }

    @Test
    void observationShouldOnlyBeCurrentWhereSomeoneMayAskForIt() {
        assertThat(currentDuringCall(new DefaultMeterObservationHandler(new SimpleMeterRegistry())))
                .isNull();
        assertThat(currentDuringCall(new ObservationTextPublisher(text -> {}))).isNotNull();
    }

    private @Nullable Observation currentDuringCall(ObservationHandler<?> handler) {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(handler);
        AtomicReference<Observation> current = new AtomicReference<>();
        CallLayer answer = new CallLayer() {
            @Override
            public CallSlot slot() {
                return CallSlot.FALLBACK;
            }

            @Override
            public DynamoDbResponse call(Call call) {
                current.set(registry.getCurrentObservation());
                return ListTablesResponse.builder().build();
            }
        };
        runner.withBean(ObservationRegistry.class, () -> registry)
                .withBean("handler", ObservationHandler.class, () -> handler)
                .withBean("answer", CallLayer.class, () -> answer)
                .run(context -> context.getBean(DynamoDbClient.class).listTables());
        return current.get();
    }

    @Test
    void shareOutOfBoundsShouldStopTheStart() {
        observed.withPropertyValues("armature.metrics.sdk-sampling=1.5")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("armature.metrics.sdk-sampling"));
    }

    @Test
    void healthOfCopiesWhenRedisIsAwayShouldBeDegraded() {
        runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                // Nobody listens there.
                .withPropertyValues("spring.data.redis.port=9", "armature.fallback.enabled=true")
                .run(context -> assertThat(context.getBean(FallbackHealthIndicator.class)
                                .health()
                                .getStatus())
                        .isEqualTo(DynamoDbHealthIndicator.DEGRADED));
        runner.withPropertyValues("armature.fallback.enabled=true")
                .run(context -> assertThat(context).doesNotHaveBean(FallbackHealthIndicator.class));
    }
}
