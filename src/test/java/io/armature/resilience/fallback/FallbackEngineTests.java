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
package io.armature.resilience.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armature.client.ClientLayers;
import io.armature.client.ClientSettings;
import io.armature.client.ConnectionSettings;
import io.armature.client.DynamoDbClientFactory;
import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.resilience.FailureClassification;
import io.armature.resilience.FailureClassification.Kind;
import io.armature.resilience.fallback.FallbackStatistics.Event;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy;
import io.armature.support.FaultProxy.Fault;
import io.armature.support.WithDynamoDbLocal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The layer, in real time, before a real engine that dies in each way. */
@WithDynamoDbLocal
class FallbackEngineTests {

    private static final int READS = 5;

    private static final Map<String, AttributeValue> KEY =
            Map.of("tenant", AttributeValue.fromS("one"), "number", AttributeValue.fromN("10"));

    /** The engine writes the number otherwise than it is asked for. */
    private static final Map<String, AttributeValue> ASKED =
            Map.of("tenant", AttributeValue.fromS("one"), "number", AttributeValue.fromN("1.0E1"));

    private static final Map<String, AttributeValue> ITEM = Map.of(
            "tenant", AttributeValue.fromS("one"),
            "number", AttributeValue.fromN("10"),
            "content", AttributeValue.fromB(SdkBytes.fromUtf8String("ciphertext")),
            "parts", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("a", AttributeValue.fromBool(true))))));

    private final FallbackStatistics statistics = new FallbackStatistics();

    private final FallbackSettings settings = FallbackSettings.defaults();

    private final FallbackStore store = new InProcessFallbackStore(settings, 100, 1_000_000);

    private final DynamoDbEndpoint engine;

    private final String table;

    private final FaultProxy proxy;

    private final FallbackLayer layer;

    private final DynamoDbClient client;

    FallbackEngineTests(DynamoDbEndpoint engine) {
        this.engine = engine;
        this.table = engine.uniqueTableName("fallback");
        this.proxy = new FaultProxy(engine.uri());
        TableCatalogue catalogue = new TableCatalogue();
        catalogue.register(new TableDescription(table, "fallback", "tenant", "number", null, Set.of()));
        this.layer = new FallbackLayer(store, settings, name -> true, catalogue, statistics, Clock.systemUTC());
        this.client = new ClientLayers(List.of(layer)).wrap(plainClient());
    }

    private DynamoDbClient plainClient() {
        return new DynamoDbClientFactory(
                        ClientSettings.defaults(),
                        new ConnectionSettings(
                                Region.of(engine.region()),
                                proxy.uri(),
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(engine.accessKey(), engine.secretKey()))),
                        List.of())
                .create();
    }

    @BeforeEach
    void createTable() {
        engine.client()
                .createTable(request -> request.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                attribute("tenant", ScalarAttributeType.S), attribute("number", ScalarAttributeType.N))
                        .keySchema(key("tenant", KeyType.HASH), key("number", KeyType.RANGE)));
        engine.client().putItem(request -> request.tableName(table).item(ITEM));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @AfterEach
    void close() {
        client.close();
        layer.close();
        proxy.close();
        engine.client().deleteTable(request -> request.tableName(table));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void getItemWhenTheEngineDiesShouldAnswerWithinTheReadTimeOut(Fault fault, TestReporter reporter) {
        readAndStore();
        proxy.switchTo(fault);
        List<Duration> durations = new ArrayList<>();
        for (int i = 0; i < READS; i++) {
            long started = System.nanoTime();
            GetItemResponse response = client.getItem(get());
            durations.add(Duration.ofNanos(System.nanoTime() - started));
            assertThat(FallbackMark.of(response)).isPresent();
            assertThat(response.item()).isEqualTo(ITEM);
        }
        Collections.sort(durations);
        reporter.publishEntry(fault.name(), durations.toString());
        assertThat(durations.get(READS / 2)).isLessThan(settings.readTimeout().plusMillis(50));

        proxy.switchTo(Fault.NONE);
        assertThat(FallbackMark.of(client.getItem(get()))).isEmpty();
    }

    @Test
    void getItemWhenItemWasDeletedShouldNotAnswerIt() {
        readAndStore();
        client.deleteItem(request -> request.tableName(table).key(KEY));
        proxy.switchTo(Fault.REFUSED);

        assertThatThrownBy(() -> client.getItem(get()))
                .satisfies(failure ->
                        assertThat(FailureClassification.of(failure).kind()).isEqualTo(Kind.OUTAGE));
    }

    /** The first call of a JVM may take longer than a read may. */
    private void readAndStore() {
        await().ignoreExceptionsInstanceOf(SdkException.class)
                .until(() -> client.getItem(get()).hasItem());
        await().until(() -> statistics.count(Event.FILL) == 1);
    }

    private GetItemRequest get() {
        return GetItemRequest.builder().tableName(table).key(ASKED).build();
    }
}
