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

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import io.armature.resilience.fallback.FallbackMark;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.ProxyFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class ObservationLayerTests {

    private static final String NAME = "armature.dynamodb.call";

    private final TestObservationRegistry registry = TestObservationRegistry.create();

    private final MeterRegistry meters = new SimpleMeterRegistry();

    private final DynamoDbClient nowhere = DynamoDbClient.builder()
            .region(software.amazon.awssdk.regions.Region.EU_CENTRAL_1)
            .credentialsProvider(software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider.create())
            .build();

    private DynamoDbClient client(Function<String, DynamoDbResponse> answer) {
        return client(answer, new DefaultDynamoDbCallObservationConvention(name -> name.replace("prod-", ""), true));
    }

    private DynamoDbClient client(
            Function<String, DynamoDbResponse> answer, DynamoDbCallObservationConvention convention) {
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        CallLayer end = new CallLayer() {
            @Override
            public CallSlot slot() {
                return CallSlot.FALLBACK;
            }

            @Override
            public DynamoDbResponse call(io.armature.client.Call call) {
                return answer.apply(call.operation());
            }
        };
        return new ClientLayers(List.of(end, new ObservationLayer(registry, convention, new SdkMetrics(0), true)))
                .wrap(nowhere);
    }

    private static GetItemRequest get() {
        return GetItemRequest.builder()
                .tableName("prod-orders")
                .key(Map.of("id", AttributeValue.fromS("secret-key")))
                .build();
    }

    @Test
    void callShouldBeObservedOnceWithItsKeys() {
        client(operation -> GetItemResponse.builder().build()).getItem(get());

        assertThat(registry)
                .hasNumberOfObservationsWithNameEqualTo(NAME, 1)
                .hasObservationWithNameEqualTo(NAME)
                .that()
                .hasBeenStarted()
                .hasBeenStopped()
                .doesNotHaveError()
                .hasContextualNameEqualTo("GetItem orders")
                .hasLowCardinalityKeyValue("table", "orders")
                .hasLowCardinalityKeyValue("operation", "GetItem")
                .hasLowCardinalityKeyValue("outcome", "success")
                .hasLowCardinalityKeyValue("source", "dynamodb")
                .hasLowCardinalityKeyValue("method", "none")
                .hasHighCardinalityKeyValue("db.system.name", "aws.dynamodb")
                .hasHighCardinalityKeyValue("db.operation.name", "GetItem")
                .hasHighCardinalityKeyValue("aws.dynamodb.table_names", "prod-orders")
                .hasHighCardinalityKeyValue("server.address", "eu-central-1");
        Timer timer = meters.get(NAME).timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.getId().getTags().stream().map(tag -> tag.getKey()))
                .containsExactlyInAnyOrder("table", "operation", "outcome", "source", "method", "error");
    }

    @Test
    void answerFromACopyShouldMarkTheObservation() {
        FallbackMark mark = new FallbackMark(Instant.parse("2026-11-23T06:00:00Z"), Duration.ofMillis(1234));
        client(operation -> (DynamoDbResponse) GetItemResponse.builder()
                        .sdkHttpResponse(mark.toHttpResponse())
                        .build())
                .getItem(get());

        assertThat(registry)
                .hasObservationWithNameEqualTo(NAME)
                .that()
                .hasLowCardinalityKeyValue("outcome", "success")
                .hasLowCardinalityKeyValue("source", "fallback")
                .hasHighCardinalityKeyValue("fallback.age_ms", "1234");
    }

    static Stream<Arguments> failures() {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorMessage("secret-value").build();
        return Stream.of(
                Arguments.of(
                        "condition-failed",
                        ConditionalCheckFailedException.builder()
                                .awsErrorDetails(details)
                                .build()),
                Arguments.of(
                        "throttled",
                        ProvisionedThroughputExceededException.builder()
                                .awsErrorDetails(details)
                                .build()),
                Arguments.of("missing", ResourceNotFoundException.builder().build()),
                Arguments.of(
                        "outage",
                        DynamoDbException.builder()
                                .statusCode(500)
                                .message("secret-value")
                                .build()),
                Arguments.of("outage", ApiCallTimeoutException.builder().build()),
                Arguments.of("not-sent", SdkClientException.create("Unable to load credentials")),
                Arguments.of("other", new IllegalStateException("secret-value")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failureShouldBeToldByItsKindAndNotByItsText(String outcome, RuntimeException failure) {
        DynamoDbClient client = client(operation -> {
            throw failure;
        });
        assertThatExceptionOfType(failure.getClass())
                .isThrownBy(() -> client.getItem(get()))
                .isSameAs(failure);

        assertThat(registry)
                .hasObservationWithNameEqualTo(NAME)
                .that()
                .hasBeenStopped()
                .hasError()
                .satisfies(context ->
                        assertThat(context.toString() + context.getError()).doesNotContain("secret"))
                .hasLowCardinalityKeyValue("source", "none")
                .hasHighCardinalityKeyValue("error.type", failure.getClass().getName());
        assertThat(meters.get(NAME).tag("source", "none").timer().getId().getTag("outcome"))
                .isEqualTo(outcome);
    }

    @Test
    void callOnSeveralTablesShouldSaySo() {
        KeysAndAttributes keys = KeysAndAttributes.builder()
                .keys(List.of(Map.of("id", AttributeValue.fromS("1"))))
                .build();
        client(operation -> software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse.builder()
                        .build())
                .batchGetItem(batch -> batch.requestItems(Map.of("prod-orders", keys, "prod-tracks", keys)));

        assertThat(registry).hasObservationWithNameEqualTo(NAME).that().hasLowCardinalityKeyValue("table", "several");
    }

    @Test
    void tableNamesMadeOfDataShouldNotBecomeTags() {
        DynamoDbClient client = client(operation -> GetItemResponse.builder().build());
        for (int i = 0; i < 600; i++) {
            String table = "tenant-" + i;
            client.getItem(get -> get.tableName(table).key(Map.of()));
        }

        assertThat(meters.find(NAME).timers()).hasSize(501);
        assertThat(meters.get(NAME).tag("table", "other").timer().count()).isEqualTo(100);
    }

    @Test
    void runningCallShouldBeTheCurrentObservationAndCounted() {
        DynamoDbClient client = client(operation -> {
            Observation current = registry.getCurrentObservation();
            assertThat(current).isNotNull();
            assertThat(current.getContext()).isInstanceOf(DynamoDbCallContext.class);
            LongTaskTimer active = meters.get(NAME + ".active").longTaskTimer();
            assertThat(active.activeTasks()).isEqualTo(1);
            return GetItemResponse.builder().build();
        });
        client.getItem(get());

        assertThat(registry.getCurrentObservation()).isNull();
        assertThat(meters.get(NAME + ".active").longTaskTimer().activeTasks()).isZero();
    }

    @Test
    void conventionShouldBeReplaceable() {
        DynamoDbCallObservationConvention own = new DynamoDbCallObservationConvention() {
            @Override
            public String getName() {
                return "my.calls";
            }

            @Override
            public KeyValues getLowCardinalityKeyValues(DynamoDbCallContext context) {
                return KeyValues.of(KeyValue.of("what", context.operation()));
            }
        };
        client(operation -> GetItemResponse.builder().build(), own).getItem(get());

        assertThat(meters.get("my.calls").tag("what", "GetItem").timer().count())
                .isEqualTo(1);
    }

    @Test
    void callOfARepositoryShouldNameTheMethod() {
        DynamoDbClient client = client(operation -> GetItemResponse.builder().build());
        Orders orders = id -> client.getItem(get()).hasItem() ? id : "none";
        ProxyFactory proxy = new ProxyFactory(orders);
        proxy.addInterface(Orders.class);
        proxy.addAdvice(0, new RepositoryObservation(registry, Orders.class));
        ((Orders) proxy.getProxy()).findTitle("secret-key");

        assertThat(meters.get(NAME).tag("method", "Orders.findTitle").timer().count())
                .isEqualTo(1);
        assertThat(registry)
                .hasObservationWithNameEqualTo("armature.repository.method")
                .that()
                .hasBeenStopped()
                .hasContextualNameEqualTo("Orders.findTitle")
                .hasLowCardinalityKeyValue("method", "Orders.findTitle");
        assertThat(registry)
                .hasObservationWithNameEqualTo(NAME)
                .that()
                .hasParentObservationContextSatisfying(
                        parent -> assertThat(parent).isInstanceOf(RepositoryMethodContext.class));
    }

    interface Orders {
        String findTitle(String id);
    }
}
