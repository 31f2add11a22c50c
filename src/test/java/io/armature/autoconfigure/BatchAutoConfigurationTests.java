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
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.armature.batch.BatchJob;
import io.armature.batch.BatchJobs;
import io.armature.batch.BatchOptions;
import io.armature.batch.BatchRate;
import io.armature.batch.BatchReader;
import io.armature.batch.BatchReport;
import io.armature.batch.BatchSettings;
import io.armature.batch.BatchStatistics;
import io.armature.batch.BatchWrite;
import io.armature.batch.BatchWriter;
import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import io.armature.client.DynamoDbClientBuilderCustomizer;
import io.armature.client.UnitPrices;
import io.armature.mapping.Table;
import io.armature.observation.BatchJobMetrics;
import io.armature.observation.BatchMetrics;
import io.armature.transfer.TableImporter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class BatchAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClientAutoConfiguration.class,
                    EncryptionKeysAutoConfiguration.class,
                    EncryptionAutoConfiguration.class,
                    MappingAutoConfiguration.class,
                    ResilienceAutoConfiguration.class,
                    BatchAutoConfiguration.class))
            .withPropertyValues(
                    "armature.client.region=eu-central-1",
                    // Nobody listens on the port of the discard service.
                    "armature.client.endpoint=http://127.0.0.1:9",
                    "armature.client.credentials.access-key=key",
                    "armature.client.credentials.secret-key=secret");

    @Test
    void beansShouldBeThereWithTheDefaults() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(BatchWriter.class).hasSingleBean(BatchReader.class);
            BatchProperties properties = context.getBean(BatchProperties.class);
            assertThat(properties.toSettings()).isEqualTo(BatchSettings.defaults());
            assertThat(properties.price().toPrices()).isEqualTo(UnitPrices.defaults());
        });
    }

    @Test
    void beansWhenOfTheApplicationShouldBeUsed() {
        BatchWriter writer = Mockito.mock(BatchWriter.class);
        BatchReader reader = Mockito.mock(BatchReader.class);
        runner.withBean(BatchWriter.class, () -> writer)
                .withBean(BatchReader.class, () -> reader)
                .run(context -> {
                    assertThat(context).getBean(BatchWriter.class).isSameAs(writer);
                    assertThat(context).getBean(BatchReader.class).isSameAs(reader);
                });
    }

    @Test
    void clientShouldBeOneOfItsOwnWithoutRetries() {
        AtomicInteger built = new AtomicInteger();
        DynamoDbClientBuilderCustomizer counting = builder -> built.incrementAndGet();
        runner.withBean(DynamoDbClientBuilderCustomizer.class, () -> counting).run(context -> {
            assertThat(context).hasSingleBean(DynamoDbClient.class);
            BulkClient bulk = context.getBean(BulkClient.class);
            assertThat(bulk.own()).isTrue();
            assertThat(bulk.client()).isNotSameAs(context.getBean(DynamoDbClient.class));
            ClientOverrideConfiguration settings =
                    bulk.client().serviceClientConfiguration().overrideConfiguration();
            assertThat(settings.apiCallTimeout()).contains(Duration.ofSeconds(30));
            assertThat(settings.apiCallAttemptTimeout()).contains(Duration.ofSeconds(10));
            assertThat(settings.retryStrategy().orElseThrow().maxAttempts()).isOne();
            assertThat(ClientLayers.hasLayer(bulk.client(), CallSlot.CIRCUIT_BREAKER))
                    .isTrue();
            assertThat(built).hasValue(2);
        });
    }

    @Test
    void clientWhenNobodyAsksForBulkWritingShouldNotBeBuilt() {
        AtomicInteger built = new AtomicInteger();
        DynamoDbClientBuilderCustomizer counting = builder -> built.incrementAndGet();
        runner.withConfiguration(AutoConfigurations.of(TransferAutoConfiguration.class))
                .withBean(DynamoDbClientBuilderCustomizer.class, () -> counting)
                .run(context -> {
                    SimpleMeterRegistry meters = new SimpleMeterRegistry();
                    context.getBean(BatchJobMetrics.class).bindTo(meters);
                    assertThat(meters.get("armature.batch.jobs").gauge().value())
                            .isZero();
                    assertThat(built)
                            .as("clients beside that of the application")
                            .hasValue(1);

                    context.getBean(TableImporter.class);
                    assertThat(built).hasValue(2);
                });
    }

    @Test
    void clientWhenOfTheApplicationShouldBeUsedAndNotClosed() {
        DynamoDbClient own = Mockito.mock(DynamoDbClient.class);
        runner.withBean("mine", DynamoDbClient.class, () -> own, definition -> definition.setDestroyMethodName(""))
                .run(context -> {
                    BulkClient bulk = context.getBean(BulkClient.class);
                    assertThat(bulk.own()).isFalse();
                    assertThat(bulk.client()).isSameAs(context.getBean(DynamoDbClient.class));
                });
        Mockito.verify(own, Mockito.never()).close();
    }

    @Test
    void settingsShouldBeThoseOfTheProperties() {
        runner.withPropertyValues(
                        "armature.batch.units-per-second=12.5",
                        "armature.batch.concurrency=60",
                        "armature.batch.max-attempts=3",
                        "armature.batch.base-delay=10ms",
                        "armature.batch.max-delay=1s",
                        "armature.batch.max-pending-items=500",
                        "armature.batch.max-pending-size=2MB",
                        "armature.batch.price.write-units=0.7",
                        "armature.batch.price.read-units=0.14",
                        "armature.batch.price.currency=EUR")
                .run(context -> {
                    BatchProperties properties = context.getBean(BatchProperties.class);
                    assertThat(properties.toSettings())
                            .isEqualTo(new BatchSettings(
                                    BatchRate.unitsPerSecond(12.5),
                                    60,
                                    3,
                                    Duration.ofMillis(10),
                                    Duration.ofSeconds(1),
                                    500,
                                    2 * 1_024 * 1_024));
                    assertThat(properties.price().toPrices()).isEqualTo(new UnitPrices(0.7, 0.14, "EUR"));
                });
        runner.withPropertyValues("armature.batch.adaptive=true")
                .run(context -> assertThat(context.getBean(BatchProperties.class)
                                .toSettings()
                                .rate())
                        .isEqualTo(BatchRate.adaptive()));
        runner.withPropertyValues("armature.batch.items-per-second=7")
                .run(context -> assertThat(context.getBean(BatchProperties.class)
                                .toSettings()
                                .rate())
                        .isEqualTo(BatchRate.itemsPerSecond(7)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "items-per-second=0 | armature.batch.items-per-second | more than 0",
                "units-per-second=-1 | armature.batch.units-per-second | more than 0",
                "units-per-second=NaN | armature.batch.units-per-second | more than 0",
                "items-per-second=1,units-per-second=1 | armature.batch.units-per-second | remove one of them",
                "adaptive=true,units-per-second=1 | armature.batch.adaptive | remove armature.batch.units-per-second",
                "adaptive=true,items-per-second=1 | armature.batch.adaptive | remove armature.batch.items-per-second",
                "concurrency=0 | armature.batch.concurrency | from 1 to 100",
                "concurrency=101 | armature.batch.concurrency | from 1 to 100",
                "max-attempts=0 | armature.batch.max-attempts | at least 1",
                "base-delay=0 | armature.batch.base-delay | 1ms or more",
                "base-delay=6s | armature.batch.base-delay | not be longer than armature.batch.max-delay",
                "max-pending-items=99 | armature.batch.max-pending-items | at least 100",
                "max-pending-size=512KB | armature.batch.max-pending-size | from",
                "max-pending-size=17GB | armature.batch.max-pending-size | from",
                "attempt-timeout=0 | armature.batch.attempt-timeout | 1ms or more",
                "attempt-timeout=31s | armature.batch.attempt-timeout | not be longer than armature.batch.call-timeout",
                "shutdown-timeout=0 | armature.batch.shutdown-timeout | 1ms or more",
                "price.write-units=-0.1 | armature.batch.price.write-units | from 0.0",
                "price.read-units=-0.1 | armature.batch.price.read-units | from 0.0"
            })
    void startWhenAValueIsOutOfItsBoundsShouldNameTheKey(String properties, String key, String bound) {
        String[] values = Stream.of(properties.split(","))
                .map(property -> "armature.batch." + property)
                .toArray(String[]::new);

        runner.withPropertyValues(values)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("Property " + key + " with value")
                        .hasMessageContaining(bound));
    }

    @Test
    void metersShouldShowTheJobs() {
        runner.run(context -> {
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            context.getBean(BatchMetrics.class).bindTo(meters);
            context.getBean(BatchJobMetrics.class).bindTo(meters);
            BatchJob job = context.getBean(BatchWriter.class).start(endless(), BatchOptions.defaults());
            assertThat(meters.get("armature.batch.jobs").gauge().value()).isOne();

            job.cancel();
            job.await();
            context.getBean(BatchWriter.class).write(Stream.of("no entity"));

            assertThat(meters.get("armature.batch.failures")
                            .tag("table", "none")
                            .functionCounter()
                            .count())
                    .isOne();
            assertThat(meters.get("armature.batch.jobs").gauge().value()).isZero();
            assertThat(context.getBean(BatchJobs.class).running()).isEmpty();
        });
    }

    @Test
    void metersWhenStatisticsAreOfTheApplicationShouldNotBeInTheWay() {
        BatchStatistics own = Mockito.mock(BatchStatistics.class);
        runner.withBean(BatchStatistics.class, () -> own).run(context -> {
            assertThat(context).hasSingleBean(BatchStatistics.class).doesNotHaveBean(BatchMetrics.class);
            context.getBean(BatchWriter.class).write(Stream.of("no entity"));
            Mockito.verify(own).failed(Mockito.eq("none"), Mockito.any());
        });
    }

    @Test
    void jobsWhenNothingOptionalIsThereShouldRun() {
        runner.withClassLoader(new FilteredClassLoader(
                        "io.micrometer.core",
                        "io.lettuce.core",
                        "org.springframework.boot.data.redis",
                        "me.tongfei.progressbar",
                        "tools.jackson"))
                .run(context -> {
                    assertThat(context).doesNotHaveBean(BatchStatistics.class);
                    BatchReport report = context.getBean(BatchWriter.class).write(Stream.of("no entity"));
                    assertThat(report.failed()).isOne();
                });
    }

    @Test
    void jobsWhenApplicationIsShutDownShouldBeCancelledFirst() throws InterruptedException {
        BatchJob[] job = new BatchJob[1];
        BatchWriter[] writer = new BatchWriter[1];
        runner.run(context -> {
            writer[0] = context.getBean(BatchWriter.class);
            job[0] = writer[0].start(endless(), BatchOptions.defaults());
        });

        BatchReport report = job[0].await(Duration.ZERO);
        assertThat(report).isNotNull();
        assertThat(report.outcome()).isEqualTo(BatchReport.Outcome.CANCELLED);
        assertThat(report.succeeded()).isZero();
        assertThatIllegalStateException()
                .isThrownBy(() -> writer[0].write(Stream.of("too late")))
                .withMessageContaining("shutting down");
    }

    @Test
    void shutdownWhenAnswersDoNotComeShouldNotWaitForThem() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long[] closing = new long[1];
            runner.withPropertyValues(
                            "armature.client.endpoint=http://127.0.0.1:" + mute.getLocalPort(),
                            "armature.batch.attempt-timeout=5m",
                            "armature.batch.call-timeout=5m",
                            "armature.batch.shutdown-timeout=100ms")
                    .run(context -> {
                        context.getBean(BatchWriter.class).start(endless(), BatchOptions.defaults());
                        mute.accept();
                        closing[0] = System.nanoTime();
                    });

            assertThat(Duration.ofNanos(System.nanoTime() - closing[0])).isLessThan(Duration.ofMinutes(1));
        }
    }

    private static Stream<?> endless() {
        return Stream.iterate(0L, id -> id + 1)
                .map(id -> id % 10 == 0 ? BatchWrite.delete(new Part(id)) : new Part(id));
    }

    @Table("parts")
    record Part(@DynamoDbPartitionKey long id) {}
}
