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
package io.armature.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import io.armature.client.TableCatalogue;
import io.armature.encryption.Encrypted;
import io.armature.encryption.LocalEncryption;
import io.armature.encryption.ReservedNames;
import io.armature.insight.Advice.Kind;
import io.armature.repository.DynamoDbRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A workload with faults must be found out, fault by fault, and the same workload without them left in peace. */
@WithDynamoDbLocal
class PlantedFaultsTests {

    private static final int ITEMS = 200;

    private final LateLayer layer = new LateLayer();

    private QueryInsight insight;

    private DynamoDbClient plain;

    private DynamoDbClient client;

    private Documents documents;

    private String scanned;

    private String filtered;

    private String carts;

    private String tracks;

    private String locks;

    @BeforeEach
    void create(DynamoDbEndpoint endpoint) {
        LocalEncryption local = LocalEncryption.on(endpoint, layer);
        TableCatalogue catalogue = local.catalogue();
        // A machine that is busy may need longer than the minute in which keys are counted by default.
        HotKeySettings hotKeys = new HotKeySettings(64 * 1_024, Duration.ofHours(1), 0.01, 0.1, false);
        insight = new QueryInsight(Insights.with(InsightSettings.defaults(), hotKeys), catalogue);
        insight.start();
        layer.inner = new CapacityLayer(insight, () -> null, catalogue, 34, ReservedNames::contains);
        plain = local.plainClient();
        client = new ClientLayers(List.of(layer)).wrap(plain);
        documents = local.repository(Documents.class);
        scanned = Tables.create(plain, endpoint.uniqueTableName("scanned"), false);
        filtered = Tables.sorted(plain, endpoint.uniqueTableName("filtered"));
        carts = Tables.create(plain, endpoint.uniqueTableName("carts"), false);
        tracks = Tables.create(plain, endpoint.uniqueTableName("tracks"), false);
        locks = Tables.create(plain, endpoint.uniqueTableName("locks"), false);
        fill(scanned, i -> Map.of("id", key(i), "color", text("red")));
        fill(tracks, i -> Map.of("id", key(i)));
        fill(filtered, i -> Map.of("id", text("p"), "sort", number(i), "phase", text(i < 2 ? "open" : "closed")));
    }

    @AfterEach
    void close() {
        insight.close();
    }

    private void fill(String table, IntFunction<Map<String, AttributeValue>> item) {
        for (int from = 0; from < ITEMS; from += 25) {
            List<WriteRequest> writes = IntStream.range(from, from + 25)
                    .mapToObj(item)
                    .map(put -> WriteRequest.builder()
                            .putRequest(PutRequest.builder().item(put).build())
                            .build())
                    .toList();
            plain.batchWriteItem(batch -> batch.requestItems(Map.of(table, writes)));
        }
    }

    private static AttributeValue key(int number) {
        return text("k" + number);
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(int number) {
        return AttributeValue.fromN(String.valueOf(number));
    }

    @Test
    void workloadWithFaultsShouldBeFoundOut() {
        for (int i = 0; i < 3; i++) {
            client.scan(scan -> scan.tableName(scanned)
                    .filterExpression("#c = :c")
                    .expressionAttributeNames(Map.of("#c", "color"))
                    .expressionAttributeValues(Map.of(":c", text("blue"))));
            query("phase = :s", Map.of(":p", text("p"), ":s", text("open")));
        }
        for (int i = 0; i < 1_000; i++) {
            addToCart(i % 5 == 0 ? text("hot") : key(i));
        }
        saveAndRead(4_000);
        for (int i = 0; i < 100; i++) {
            int number = i;
            client.getItem(get -> get.tableName(tracks).key(Map.of("id", key(number))));
        }
        for (int i = 0; i < 50; i++) {
            failToLock(i);
        }

        List<Advice> advice = insight.report().advice();
        String documentTable = documentTable();
        assertThat(advice)
                .extracting(found -> found.kind() + " " + found.table())
                .containsExactlyInAnyOrder(
                        Kind.SCAN + " " + scanned,
                        Kind.LOW_EFFICIENCY + " " + filtered,
                        Kind.HOT_KEY + " " + carts,
                        // One fault, seen where it is written and where it is read.
                        Kind.ITEM_ABOVE_STEP + " " + documentTable,
                        Kind.ITEM_ABOVE_STEP + " " + documentTable,
                        Kind.SINGLE_READS + " " + tracks,
                        Kind.FAILING_CONDITIONS + " " + locks);
        assertThat(advice)
                .isSortedAccordingTo((one, other) -> Double.compare(other.monthlyWaste(), one.monthlyWaste()));
        assertThat(of(advice, Kind.SCAN).reason()).contains("3 scans read 600 items to return 0");
        assertThat(of(advice, Kind.SCAN).fix()).contains("index", "'color'");
        assertThat(of(advice, Kind.LOW_EFFICIENCY).reason()).contains("'phase' keeps 6 of 600", "(1.0 %)");
        assertThat(of(advice, Kind.LOW_EFFICIENCY).fix()).contains("partition key 'id'", "'phase'");
        assertThat(of(advice, Kind.HOT_KEY).reason()).contains("20 %").doesNotContain("hot ");
        assertThat(of(advice, Kind.HOT_KEY).fix()).contains("written");
        assertThat(of(advice, Kind.ITEM_ABOVE_STEP).reason()).contains("are encryption's");
        assertThat(of(advice, Kind.ITEM_ABOVE_STEP).fix()).contains("Without encryption's part");
        assertThat(of(advice, Kind.SINGLE_READS).fix()).contains("findAllById", "BatchGetItem");
        assertThat(of(advice, Kind.FAILING_CONDITIONS).reason()).contains("50 of 50");
    }

    @Test
    void workloadWithoutFaultsShouldGetNoAdvice() {
        for (int i = 0; i < 3; i++) {
            query("phase <> :s", Map.of(":p", text("p"), ":s", text("open")));
        }
        for (int i = 0; i < 1_000; i++) {
            addToCart(key(i));
        }
        saveAndRead(2_500);
        client.batchGetItem(batch -> batch.requestItems(Map.of(
                tracks,
                KeysAndAttributes.builder()
                        .keys(IntStream.range(0, 100)
                                .mapToObj(i -> Map.of("id", key(i)))
                                .toList())
                        .build())));
        for (int i = 0; i < 50; i++) {
            lock(i);
        }

        InsightReport report = insight.report();
        assertThat(report.patterns()).hasSize(6);
        assertThat(report.patterns())
                .allSatisfy(pattern -> assertThat(pattern.calls()).isPositive());
        assertThat(report.advice()).isEmpty();
    }

    private static Advice of(List<Advice> advice, Kind kind) {
        return advice.stream().filter(found -> found.kind() == kind).findFirst().orElseThrow();
    }

    private String documentTable() {
        return insight.report().patterns().stream()
                .filter(pattern -> pattern.encryptionShare() > 0)
                .findFirst()
                .orElseThrow()
                .table();
    }

    private void query(String filter, Map<String, AttributeValue> values) {
        client.query(query -> query.tableName(filtered)
                .keyConditionExpression("id = :p")
                .filterExpression(filter)
                .expressionAttributeValues(values));
    }

    private void addToCart(AttributeValue id) {
        client.updateItem(update -> update.tableName(carts)
                .key(Map.of("id", id))
                .updateExpression("ADD goods :one")
                .expressionAttributeValues(Map.of(":one", number(1))));
    }

    private void saveAndRead(int length) {
        List<Document> read = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            documents.save(new Document("d" + i, "x".repeat(length), "secret"));
            documents.findById("d" + i).ifPresent(read::add);
        }
        assertThat(read).hasSize(20);
    }

    private void lock(int number) {
        client.putItem(put ->
                put.tableName(locks).item(Map.of("id", key(number))).conditionExpression("attribute_not_exists(id)"));
    }

    private void failToLock(int number) {
        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> client.putItem(put -> put.tableName(locks)
                        .item(Map.of("id", key(number)))
                        .conditionExpression("attribute_exists(id)")));
    }

    /** An encrypted item, a little below a step before it is encrypted. */
    record Document(
            @DynamoDbPartitionKey String id,
            String text,
            @Encrypted String secret) {}

    interface Documents extends DynamoDbRepository<Document, String> {}

    /** Stands in until the catalogue is there, which comes with what the layer is a part of. */
    private static final class LateLayer implements CallLayer {

        private @Nullable CallLayer inner;

        @Override
        public CallSlot slot() {
            return CallSlot.CAPACITY_INSIGHT;
        }

        @Override
        public DynamoDbResponse call(Call call) {
            return Objects.requireNonNull(inner).call(call);
        }
    }
}
