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

import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithLocalStack;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What is recorded, sent to CloudWatch and read back. */
@WithLocalStack
class CloudWatchTests {

    private static final Double STOCK = 12.5;

    private static ConfigurableApplicationContext start(DynamoDbEndpoint endpoint, String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(Stream.of(
                                Stream.of(
                                        "spring.config.name=none",
                                        "spring.main.banner-mode=off",
                                        "armature.metrics.cloudwatch.endpoint=" + endpoint.uri()),
                                Stream.of(endpoint.properties()),
                                Stream.of(properties))
                        .flatMap(part -> part)
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }

    @Test
    void numbersReadBackShouldEqualThoseRecorded(DynamoDbEndpoint endpoint) {
        String namespace = "armature-" + UUID.randomUUID();
        try (ConfigurableApplicationContext context = start(
                endpoint,
                "armature.metrics.cloudwatch.namespace=" + namespace,
                "armature.metrics.cloudwatch.step=1s")) {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters).isNotInstanceOf(CompositeMeterRegistry.class);
            meters.counter("orders.placed", "shop", "lisbon").increment(41);
            // A gauge holds its value weakly: nothing else would keep this one until the report.
            meters.gauge("stock.items", STOCK);
            DynamoDbClient client = context.getBean(DynamoDbClient.class);
            for (int i = 0; i < 7; i++) {
                client.listTables();
            }
            CloudWatchAsyncClient cloudWatch = context.getBean(CloudWatchAsyncClient.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        assertThat(sum(
                                        cloudWatch,
                                        namespace,
                                        "orders.placed.count",
                                        Statistic.SUM,
                                        Map.of("shop", "lisbon")))
                                .isEqualTo(41);
                        assertThat(sum(cloudWatch, namespace, "stock.items.value", Statistic.MAXIMUM, Map.of()))
                                .isEqualTo(12.5);
                        assertThat(sum(
                                        cloudWatch,
                                        namespace,
                                        "armature.dynamodb.call.count",
                                        Statistic.SUM,
                                        Map.of(
                                                "table", "none",
                                                "operation", "ListTables",
                                                "outcome", "success",
                                                "source", "dynamodb")))
                                .isEqualTo(7);
                    });
            List<String> names = cloudWatch.listMetrics(list -> list.namespace(namespace)).join().metrics().stream()
                    .map(Metric::metricName)
                    .toList();
            assertThat(names)
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("orders.")
                            || name.startsWith("stock.")
                            || name.startsWith("armature.dynamodb.call.")
                            || name.startsWith("armature.encryption.key.calls")
                            || name.startsWith("armature.encryption.key.grace")
                            || name.startsWith("armature.dns.lookups"));
        }
    }

    private static double sum(
            CloudWatchAsyncClient cloudWatch,
            String namespace,
            String metric,
            Statistic statistic,
            Map<String, String> tags) {
        List<Dimension> dimensions = new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Dimension.builder()
                                .name(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
        Instant now = Instant.now();
        return cloudWatch
                .getMetricStatistics(statistics -> statistics
                        .namespace(namespace)
                        .metricName(metric)
                        .dimensions(dimensions)
                        .startTime(now.minusSeconds(600))
                        .endTime(now.plusSeconds(600))
                        .period(3600)
                        .statistics(statistic))
                .join()
                .datapoints()
                .stream()
                .mapToDouble(point -> statistic == Statistic.SUM ? point.sum() : point.maximum())
                .sum();
    }

    @Test
    void registryWithoutNamespaceOrLibraryShouldBeAbsent() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ClientAutoConfiguration.class, CloudWatchAutoConfiguration.class))
                .withPropertyValues("armature.client.region=eu-central-1");
        runner.run(context -> assertThat(context).doesNotHaveBean(CloudWatchMeterRegistry.class));
        runner.withPropertyValues(
                        "armature.metrics.cloudwatch.namespace=shop", "armature.metrics.cloudwatch.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(CloudWatchMeterRegistry.class));
        runner.withPropertyValues("armature.metrics.cloudwatch.namespace=shop")
                .withClassLoader(new FilteredClassLoader(CloudWatchMeterRegistry.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("cloudWatchMeterRegistry"));
    }

    @EnableAutoConfiguration
    static class Application {}
}
