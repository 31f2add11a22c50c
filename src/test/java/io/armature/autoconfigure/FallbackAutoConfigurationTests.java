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

import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import io.armature.observation.FallbackMetrics;
import io.armature.redis.RedisFallbackStore;
import io.armature.resilience.fallback.FallbackStore;
import io.armature.resilience.fallback.InProcessFallbackStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class FallbackAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClientAutoConfiguration.class,
                    EncryptionKeysAutoConfiguration.class,
                    EncryptionAutoConfiguration.class,
                    MappingAutoConfiguration.class,
                    ResilienceAutoConfiguration.class,
                    FallbackAutoConfiguration.class,
                    DynamoDbHealthAutoConfiguration.class))
            .withPropertyValues(
                    "armature.client.region=eu-central-1",
                    "armature.client.credentials.access-key=key",
                    "armature.client.credentials.secret-key=secret");

    private final ApplicationContextRunner withRedis = runner.withConfiguration(
                    AutoConfigurations.of(DataRedisAutoConfiguration.class))
            // Nobody listens there: the connection is made in the background.
            .withPropertyValues("spring.data.redis.port=9");

    @Test
    void clientsWhenNothingIsSaidShouldHaveNoFallback() {
        withRedis.run(context -> {
            assertThat(ClientLayers.hasLayer(context.getBean(DynamoDbClient.class), CallSlot.FALLBACK))
                    .isFalse();
            assertThat(context).doesNotHaveBean(FallbackStore.class);
        });
    }

    @ParameterizedTest
    @CsvSource({"armature.fallback.enabled=true", "armature.tables.orders.fallback.enabled=true"})
    void clientsWhenItIsEnabledShouldHaveAFallbackInRedis(String property) {
        withRedis.withPropertyValues(property).run(context -> {
            assertThat(ClientLayers.hasLayer(context.getBean(DynamoDbClient.class), CallSlot.FALLBACK))
                    .isTrue();
            assertThat(context).hasSingleBean(RedisFallbackStore.class).hasSingleBean(FallbackStore.class);
        });
    }

    @Test
    void fallbackWhenSwitchedOffForTheOnlyTableShouldBeAbsent() {
        withRedis
                .withPropertyValues("armature.tables.orders.fallback.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(FallbackStore.class));
    }

    @Test
    void storeWhenThereIsNoRedisShouldBeInTheProcess() {
        runner.withPropertyValues("armature.fallback.enabled=true")
                .run(context -> assertThat(context).hasSingleBean(InProcessFallbackStore.class));
        runner.withPropertyValues("armature.fallback.enabled=true")
                .withClassLoader(new FilteredClassLoader("io.lettuce.core", "org.springframework.boot.data.redis"))
                .run(context -> assertThat(context).hasSingleBean(InProcessFallbackStore.class));
    }

    @ParameterizedTest
    @CsvSource({"in-process", "IN_PROCESS", "inProcess"})
    void storeWhenItIsToBeInTheProcessShouldBe(String store) {
        withRedis
                .withPropertyValues("armature.fallback.enabled=true", "armature.fallback.store=" + store)
                .run(context -> assertThat(context)
                        .hasSingleBean(InProcessFallbackStore.class)
                        .doesNotHaveBean(RedisFallbackStore.class));
    }

    @Test
    void startWhenRedisIsWantedAndMissingShouldSayWhatToDo() {
        runner.withPropertyValues("armature.fallback.enabled=true", "armature.fallback.store=redis")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("has no Redis"));
    }

    @Test
    void startWhenTheStoreIsNoneOfThoseThatThereAreShouldNameTheKey() {
        withRedis
                .withPropertyValues("armature.fallback.enabled=true", "armature.fallback.store=it's memcached")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("'armature.fallback.store'"));
    }

    @Test
    void storeWhenOfTheApplicationShouldBeUsed() {
        FallbackStore own = Mockito.mock(FallbackStore.class);
        withRedis
                .withBean(FallbackStore.class, () -> own)
                .withPropertyValues("armature.fallback.enabled=true")
                .run(context -> assertThat(context)
                        .hasSingleBean(FallbackStore.class)
                        .doesNotHaveBean(RedisFallbackStore.class));
    }

    @Test
    void metersShouldBeThere() {
        runner.withPropertyValues("armature.fallback.enabled=true").run(context -> {
            MeterRegistry meters = new SimpleMeterRegistry();
            context.getBean(FallbackMetrics.class).bindTo(meters);

            assertThat(meters.get("armature.fallback.events")
                            .tag("event", "fill-dropped")
                            .functionCounter()
                            .count())
                    .isZero();
            assertThat(meters.get("armature.fallback.coverage").gauge().value()).isNaN();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "armature.fallback.max-staleness, 1s",
        "armature.fallback.max-staleness, 2d",
        "armature.fallback.read-timeout, 0",
        "armature.fallback.store-timeout, 0",
        "armature.fallback.max-item-size, 1B",
        "armature.fallback.max-in-process-size, 1KB"
    })
    void startWhenAValueIsOutOfItsBoundsShouldFailAndNameTheKey(String key, String value) {
        runner.withPropertyValues("armature.fallback.enabled=true", key + "=" + value)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(key));
    }
}
