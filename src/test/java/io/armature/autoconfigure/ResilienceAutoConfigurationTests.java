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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.actuate.CircuitBreakersEndpoint;
import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import io.armature.health.DynamoDbHealthIndicator;
import io.armature.resilience.CircuitBreakerConfigCustomizer;
import io.armature.resilience.CircuitBreakerOpenException;
import io.armature.resilience.CircuitBreakerStateChange;
import io.armature.resilience.CircuitBreakers;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ResilienceAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClientAutoConfiguration.class,
                    EncryptionKeysAutoConfiguration.class,
                    EncryptionAutoConfiguration.class,
                    MappingAutoConfiguration.class,
                    ResilienceAutoConfiguration.class,
                    DynamoDbHealthAutoConfiguration.class))
            .withPropertyValues(
                    "armature.client.region=eu-central-1",
                    // Nobody listens on the port of the discard service.
                    "armature.client.endpoint=http://127.0.0.1:9",
                    "armature.client.retry.max-attempts=1",
                    "armature.client.credentials.access-key=key",
                    "armature.client.credentials.secret-key=secret");

    private static void call(DynamoDbClient client, String table) {
        client.getItem(get -> get.tableName(table).key(java.util.Map.of()));
    }

    private static void callAll(DynamoDbClient client, String table, int times) {
        for (int i = 0; i < times; i++) {
            assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> call(client, table));
        }
    }

    @Test
    void clientsShouldHaveACircuitBreaker() {
        runner.run(context -> assertThat(
                        ClientLayers.hasLayer(context.getBean(DynamoDbClient.class), CallSlot.CIRCUIT_BREAKER))
                .isTrue());
    }

    @Test
    void clientsWhenSwitchedOffShouldHaveNone() {
        runner.withPropertyValues("armature.circuit-breaker.enabled=false").run(context -> {
            assertThat(ClientLayers.hasLayer(context.getBean(DynamoDbClient.class), CallSlot.CIRCUIT_BREAKER))
                    .isFalse();
            assertThat(context).doesNotHaveBean(CircuitBreakers.class);
        });
    }

    @Test
    void deadEndpointShouldBeRefusedSeenAndTold() {
        runner.withUserConfiguration(Listening.class)
                .withPropertyValues("management.endpoints.web.exposure.include=dynamodbcircuitbreakers")
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    DynamoDbClient client = context.getBean(DynamoDbClient.class);
                    DynamoDbHealthIndicator health = context.getBean(DynamoDbHealthIndicator.class);
                    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
                    callAll(client, "orders", 5);
                    assertThatExceptionOfType(CircuitBreakerOpenException.class)
                            .isThrownBy(() -> call(client, "customers"));

                    Health down = health.health();
                    assertThat(down.getStatus()).isEqualTo(Status.DOWN);
                    assertThat(down.getDetails().get("circuitBreakers").toString())
                            .contains("*@127.0.0.1:9", "state=open", "since=", "retryAt=");
                    assertThat(context.getBean(Listening.class).changes)
                            .singleElement()
                            .satisfies(ResilienceAutoConfigurationTests::assertOpened);
                    assertThat(context.getBean(CircuitBreakersEndpoint.class).show())
                            .containsKeys("orders@127.0.0.1:9", "orders:throttling@127.0.0.1:9")
                            .hasEntrySatisfying(
                                    "*@127.0.0.1:9", ResilienceAutoConfigurationTests::assertShownAsRefusing);
                    MeterRegistry meters = new SimpleMeterRegistry();
                    context.getBean(TaggedCircuitBreakerMetrics.class).bindTo(meters);
                    assertThat(meters.get("resilience4j.circuitbreaker.state")
                                    .tags("name", "*@127.0.0.1:9", "state", "open")
                                    .gauge()
                                    .value())
                            .isEqualTo(1);
                });
    }

    private static void assertOpened(CircuitBreakerStateChange change) {
        assertThat(change.id().name()).isEqualTo("*@127.0.0.1:9");
        assertThat(change.from()).isEqualTo(State.CLOSED);
        assertThat(change.to()).isEqualTo(State.OPEN);
        assertThat(change.retryAt())
                .isBetween(change.at().plusSeconds(54), change.at().plusSeconds(66));
    }

    private static void assertShownAsRefusing(CircuitBreakersEndpoint.Shown breaker) {
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.since()).isNotNull();
        assertThat(breaker.retryAt())
                .isBetween(breaker.since().plusSeconds(54), breaker.since().plusSeconds(66));
        assertThat(List.of(breaker.calls(), breaker.failedCalls())).containsOnly(5);
        assertThat(breaker.refusedCalls()).isEqualTo(1);
    }

    @Test
    void listenerWhenItFailsShouldNotDisturbTheCall() {
        runner.withUserConfiguration(Failing.class).run(context -> {
            DynamoDbClient client = context.getBean(DynamoDbClient.class);
            callAll(client, "orders", 5);

            assertThatExceptionOfType(CircuitBreakerOpenException.class).isThrownBy(() -> call(client, "orders"));
        });
    }

    @Test
    void registryWhenOfTheApplicationShouldBeUsed() {
        CircuitBreakerRegistry own = CircuitBreakerRegistry.ofDefaults();
        runner.withBean(CircuitBreakerRegistry.class, () -> own).run(context -> {
            callAll(context.getBean(DynamoDbClient.class), "orders", 1);

            assertThat(own.find("orders@127.0.0.1:9")).isPresent();
            assertThat(context).doesNotHaveBean(TaggedCircuitBreakerMetrics.class);
        });
    }

    @Test
    void propertiesShouldHoldAndTablesDeviate() {
        runner.withPropertyValues(
                        "armature.circuit-breaker.window-size=10",
                        "armature.circuit-breaker.throttling.window=20s",
                        "armature.tables.orders.circuit-breaker.window-size=3",
                        "armature.tables.orders.circuit-breaker.throttling.rate=30",
                        "armature.tables.orders.circuit-breaker.half-open-calls=4",
                        "armature.tables.orders.circuit-breaker.slow-calls.rate=70",
                        "armature.tables.tracks.circuit-breaker.throttling.enabled=false",
                        "armature.tables.tracks.circuit-breaker.open-duration=1s",
                        "armature.tables.orders.circuit-breaker.slow-calls.threshold=200ms",
                        "armature.tables.customers.circuit-breaker.enabled=false",
                        "armature.schema.table-prefix=dev-")
                .run(context -> {
                    DynamoDbClient client = context.getBean(DynamoDbClient.class);
                    callAll(client, "dev-orders", 1);
                    callAll(client, "dev-tracks", 1);
                    callAll(client, "dev-customers", 1);
                    CircuitBreakerRegistry registry = context.getBean(CircuitBreakerRegistry.class);

                    CircuitBreakerConfig orders = config(registry, "orders@127.0.0.1:9");
                    assertThat(orders.getSlidingWindowSize()).isEqualTo(3);
                    assertThat(orders.getMinimumNumberOfCalls()).isEqualTo(3);
                    assertThat(orders.getSlowCallDurationThreshold()).isEqualTo(Duration.ofMillis(200));
                    assertThat(orders.getPermittedNumberOfCallsInHalfOpenState())
                            .isEqualTo(4);
                    assertThat(orders.getSlowCallRateThreshold()).isEqualTo(70);
                    assertThat(registry.find("tracks:throttling@127.0.0.1:9")).isEmpty();
                    assertThat(config(registry, "tracks@127.0.0.1:9")
                                    .getWaitIntervalFunctionInOpenState()
                                    .apply(1))
                            .isBetween(900L, 1_100L);
                    CircuitBreakerConfig throttling = config(registry, "orders:throttling@127.0.0.1:9");
                    assertThat(throttling.getFailureRateThreshold()).isEqualTo(30);
                    assertThat(throttling.getSlidingWindowSize()).isEqualTo(20);
                    assertThat(config(registry, "tracks@127.0.0.1:9").getSlidingWindowSize())
                            .isEqualTo(10);
                    assertThat(registry.find("customers@127.0.0.1:9")).isEmpty();
                });
    }

    private static CircuitBreakerConfig config(CircuitBreakerRegistry registry, String name) {
        return registry.find(name).orElseThrow().getCircuitBreakerConfig();
    }

    @Test
    void customizersShouldBeApplied() {
        runner.withBean(
                        CircuitBreakerConfigCustomizer.class,
                        () -> (id, builder) -> builder.permittedNumberOfCallsInHalfOpenState(7))
                .run(context -> {
                    callAll(context.getBean(DynamoDbClient.class), "orders", 1);

                    assertThat(config(context.getBean(CircuitBreakerRegistry.class), "*@127.0.0.1:9")
                                    .getPermittedNumberOfCallsInHalfOpenState())
                            .isEqualTo(7);
                });
    }

    @Test
    void variablesOfTheEnvironmentShouldHold() {
        runner.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment",
                                java.util.Map.of(
                                        "ARMATURE_CIRCUITBREAKER_WINDOWSIZE", "7",
                                        "ARMATURE_CIRCUITBREAKER_THROTTLING_MINIMUMCALLS", "30",
                                        "ARMATURE_TABLES_ORDERS_CIRCUITBREAKER_FAILURERATE", "80"))))
                .run(context -> {
                    callAll(context.getBean(DynamoDbClient.class), "orders", 1);
                    CircuitBreakerRegistry registry = context.getBean(CircuitBreakerRegistry.class);

                    assertThat(config(registry, "*@127.0.0.1:9").getSlidingWindowSize())
                            .isEqualTo(7);
                    assertThat(config(registry, "orders@127.0.0.1:9").getFailureRateThreshold())
                            .isEqualTo(80);
                    assertThat(config(registry, "orders:throttling@127.0.0.1:9").getMinimumNumberOfCalls())
                            .isEqualTo(30);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "armature.circuit-breaker.window-size, 0",
        "armature.circuit-breaker.minimum-calls, 6",
        "armature.circuit-breaker.failure-rate, 0",
        "armature.circuit-breaker.failure-rate, 101",
        "armature.circuit-breaker.open-duration, 0s",
        "armature.circuit-breaker.open-jitter, 1",
        "armature.circuit-breaker.half-open-calls, 0",
        "armature.circuit-breaker.slow-calls.threshold, 0s",
        "armature.circuit-breaker.slow-calls.rate, -1",
        "armature.circuit-breaker.throttling.window, 500ms",
        "armature.circuit-breaker.throttling.minimum-calls, 0",
        "armature.circuit-breaker.throttling.rate, 200",
        "armature.circuit-breaker.throttling.open-duration, 0s",
        "armature.tables.orders.circuit-breaker.failure-rate, 101",
        "armature.tables.orders.circuit-breaker.throttling.window, 1500ms"
    })
    void startWhenAValueIsOutOfItsBoundsShouldFailAndNameTheKey(String key, String value) {
        runner.withPropertyValues(key + "=" + value)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(key));
    }

    @Test
    void contextWhenMetersAreMissingShouldStart() {
        runner.withClassLoader(new FilteredClassLoader("io.github.resilience4j.micrometer", "io.micrometer.core"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(CircuitBreakers.class)
                        .doesNotHaveBean("dynamoDbCircuitBreakerMetrics"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {

        private final List<CircuitBreakerStateChange> changes = new CopyOnWriteArrayList<>();

        @EventListener
        void on(CircuitBreakerStateChange change) {
            changes.add(change);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Failing {

        @Bean
        org.springframework.context.ApplicationListener<
                        org.springframework.context.PayloadApplicationEvent<CircuitBreakerStateChange>>
                failing() {
            return event -> {
                throw new IllegalStateException("listener");
            };
        }
    }
}
