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
package io.armature.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.armature.client.ClientLayers;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy;
import io.armature.support.WithDynamoDbLocal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;

@WithDynamoDbLocal
class SdkMetricsTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private DynamoDbClient client(URI endpoint, SdkMetrics sdk) {
        DynamoDbClient plain = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(7))
                .build();
        return new ClientLayers(List.of(new ObservationLayer(
                        ObservationRegistry.NOOP,
                        new DefaultDynamoDbCallObservationConvention(UnaryOperator.identity(), false),
                        sdk,
                        false)))
                .wrap(plain);
    }

    private double count(String phase) {
        return meters.get("armature.sdk.phase")
                .tags("phase", phase, "operation", "ListTables")
                .timer()
                .count();
    }

    @Test
    void everyCallWhenAllAreSampledShouldBeMeasured(DynamoDbEndpoint endpoint) {
        SdkMetrics sdk = new SdkMetrics(1);
        sdk.bindTo(meters);
        try (DynamoDbClient client = client(endpoint.uri(), sdk)) {
            for (int i = 0; i < 3; i++) {
                client.listTables(ListTablesRequest.builder().build());
            }
        }
        for (String phase : List.of("call", "marshalling", "signing", "attempt", "unmarshalling", "connection")) {
            assertThat(count(phase)).as(phase).isEqualTo(3);
        }
        assertThat(meters.get("armature.sdk.attempts").summary().totalAmount()).isEqualTo(3);
        assertThat(meters.get("armature.sdk.pool.connections")
                        .tag("state", "max")
                        .gauge()
                        .value())
                .isEqualTo(7);
        assertThat(sdk.pools()).singleElement().satisfies(pool -> {
            assertThat(pool.endpoint()).isEqualTo(endpoint.uri().getAuthority());
            assertThat(pool.maxConnections()).isEqualTo(7);
            assertThat(pool.leasedConnections() + pool.availableConnections()).isBetween(0, 7);
            assertThat(pool.seenAt()).isNotNull();
        });
        meters.getMeters()
                .forEach(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }

    @Test
    void failedAttemptsShouldBeCounted(DynamoDbEndpoint endpoint) {
        SdkMetrics sdk = new SdkMetrics(1);
        sdk.bindTo(meters);
        try (FaultProxy proxy = new FaultProxy(endpoint.uri());
                DynamoDbClient client = client(proxy.uri(), sdk)) {
            proxy.switchTo(FaultProxy.Fault.RESET);
            try {
                client.listTables(ListTablesRequest.builder().build());
            } catch (RuntimeException expected) {
                assertThat(expected).isNotNull();
            }
        }
        assertThat(meters.get("armature.sdk.attempts").summary().totalAmount()).isGreaterThan(1);
        assertThat(meters.get("armature.sdk.attempt.errors")
                        .tag("type", "IO")
                        .counter()
                        .count())
                .isEqualTo(meters.get("armature.sdk.attempts").summary().totalAmount());
    }

    @Test
    void sampleShouldHaveTheShareThatIsSet() {
        Random random = new Random(42);
        SdkMetrics sdk = new SdkMetrics(0.01, random::nextDouble, Clock.systemUTC());
        GetItemRequest request = GetItemRequest.builder()
                .tableName("orders")
                .overrideConfiguration(own -> own.putHeader("x-own", "kept"))
                .build();
        assertThat(sdk.sampled(request, "eu-central-1"))
                .as("before there is a registry")
                .isSameAs(request);
        sdk.bindTo(meters);
        int sampled = 0;
        for (int i = 0; i < 100_000; i++) {
            var sent = sdk.sampled(request, "eu-central-1");
            if (sent != request) {
                sampled++;
                assertThat(sent.overrideConfiguration().orElseThrow().metricPublishers())
                        .hasSize(1);
                assertThat(sent.overrideConfiguration().orElseThrow().headers()).containsKey("x-own");
            }
        }
        assertThat(sampled).isCloseTo(1_000, within(150));
    }
}
