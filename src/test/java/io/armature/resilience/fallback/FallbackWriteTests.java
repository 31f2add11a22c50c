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

import static io.armature.resilience.fallback.FallbackFixture.NOTES;
import static io.armature.resilience.fallback.FallbackFixture.ORDERS;
import static io.armature.resilience.fallback.FallbackFixture.get;
import static io.armature.resilience.fallback.FallbackFixture.item;
import static io.armature.resilience.fallback.FallbackFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armature.client.ClientLayers;
import io.armature.resilience.fallback.FallbackStatistics.Event;
import io.armature.resilience.fallback.MemoryDynamoDb.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class FallbackWriteTests {

    private static final String ARN = "arn:aws:dynamodb:eu-central-1:123456789012:table/notes";

    private static final StoreKey KEY_OF_NOTE = ItemKeys.storeKey("eu-central-1", NOTES, MemoryDynamoDb.key("1"));

    private final FallbackFixture fixture = new FallbackFixture();

    @BeforeEach
    void store() {
        fixture.has(NOTES, item("1", 1, "old"));
        fixture.has(ORDERS, item("1", 1, "old"));
        fixture.read(NOTES, "1");
        fixture.read(ORDERS, "1");
        fixture.time.pass(Duration.ofSeconds(1));
    }

    static Stream<Arguments> writes() {
        return Stream.of(
                write("put", client -> client.putItem(put(NOTES, item("1", 2, "new")))),
                write("put by ARN", client -> client.putItem(put(ARN, item("1", 2, "new")))),
                write(
                        "update",
                        client -> client.updateItem(request -> request.tableName(NOTES)
                                .key(MemoryDynamoDb.key("1"))
                                .updateExpression("SET a = :a")
                                .expressionAttributeValues(Map.of(":a", AttributeValue.fromS("A"))))),
                write(
                        "delete",
                        client -> client.deleteItem(
                                request -> request.tableName(NOTES).key(MemoryDynamoDb.key("1")))),
                write(
                        "batch put",
                        client -> client.batchWriteItem(request -> request.requestItems(Map.of(
                                NOTES,
                                List.of(WriteRequest.builder()
                                        .putRequest(PutRequest.builder()
                                                .item(item("1", 2, "new"))
                                                .build())
                                        .build()))))),
                write(
                        "batch delete",
                        client -> client.batchWriteItem(request -> request.requestItems(Map.of(
                                NOTES,
                                List.of(WriteRequest.builder()
                                        .deleteRequest(DeleteRequest.builder()
                                                .key(MemoryDynamoDb.key("1"))
                                                .build())
                                        .build()))))),
                write(
                        "transaction",
                        client -> client.transactWriteItems(request -> request.transactItems(
                                TransactWriteItem.builder()
                                        .put(put -> put.tableName("apart").item(item("9", 1, "other")))
                                        .build(),
                                TransactWriteItem.builder()
                                        .delete(delete ->
                                                delete.tableName(NOTES).key(MemoryDynamoDb.key("1")))
                                        .build()))),
                write(
                        "statement",
                        client ->
                                client.executeStatement(request -> request.statement("DELETE FROM \"notes\" WHERE id=?")
                                        .parameters(AttributeValue.fromS("1")))));
    }

    private static Arguments write(String name, Consumer<DynamoDbClient> write) {
        return Arguments.of(Named.of(name, write));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void writeShouldTakeTheCopyAwayUntilItIsReadAgain(Consumer<DynamoDbClient> write) {
        assertThat(fixture.textInOutage(NOTES, "1")).isEqualTo("old");
        write.accept(fixture.client);

        assertThat(fixture.textInOutage(NOTES, "1")).isNull();
        assertThat(fixture.textInOutage(ORDERS, "1")).isEqualTo("old");
        fixture.read(NOTES, "1");
        assertThat(fixture.textInOutage(NOTES, "1")).isNull();
        fixture.has(NOTES, item("1", 3, "read"));
        fixture.time.pass(Duration.ofSeconds(6));
        fixture.read(NOTES, "1");
        assertThat(fixture.textInOutage(NOTES, "1")).isEqualTo("read");
    }

    @ParameterizedTest
    @MethodSource("writes")
    void writeWhenItsAnswerIsLostShouldTakeTheCopyAway(Consumer<DynamoDbClient> write) {
        fixture.fail(Fault.LOST_ANSWER);
        assertThatThrownBy(() -> write.accept(fixture.client)).isInstanceOf(RuntimeException.class);

        assertThat(fixture.textInOutage(NOTES, "1")).isNull();
    }

    @ParameterizedTest
    @MethodSource("writes")
    void writeShouldMarkBeforeAndAfter(Consumer<DynamoDbClient> write) {
        long read = fixture.time.micros();
        fixture.dynamoDb.onTheWay = () -> {
            assertThat(fixture.textInOutageWithoutHooks(NOTES, "1")).isNull();
            fixture.time.pass(Duration.ofSeconds(3));
            fixture.inner.fill(
                    KEY_OF_NOTE,
                    new StoredCopy(
                            fixture.time.micros(),
                            null,
                            KeylessItems.encode(
                                    FallbackFixture.catalogue().find(NOTES).orElseThrow(),
                                    KEY_OF_NOTE,
                                    item("1", 1, "old"))));
        };
        write.accept(fixture.client);
        fixture.dynamoDb.onTheWay = () -> {};

        assertThat(fixture.time.micros() - read).isEqualTo(6_000_000);
        assertThat(fixture.textInOutage(NOTES, "1")).isNull();
    }

    @Test
    void writeWhenCertainlyRefusedShouldNotMarkAfter() {
        fixture.dynamoDb.onTheWay = () -> fixture.time.pass(Duration.ofSeconds(6));
        fixture.fail(Fault.DENIED);
        assertThatThrownBy(() -> fixture.client.deleteItem(
                        request -> request.tableName(NOTES).key(MemoryDynamoDb.key("1"))))
                .isInstanceOf(RuntimeException.class);
        fixture.dynamoDb.onTheWay = () -> {};
        fixture.recover();
        fixture.read(NOTES, "1");

        assertThat(fixture.textInOutage(NOTES, "1")).isEqualTo("old");
    }

    @Test
    void putWithVersionShouldRenewTheCopy() {
        fixture.client.putItem(put(ORDERS, item("1", 2, "new")));

        assertThat(fixture.textInOutage(ORDERS, "1")).isEqualTo("new");
        assertThat(fixture.count(Event.RENEWAL)).isOne();
    }

    @Test
    void updateThatReturnsTheNewItemShouldRenewTheCopy() {
        fixture.client.updateItem(update(ORDERS, ReturnValue.ALL_NEW));

        assertThat(fixture.textInOutage(ORDERS, "1")).isEqualTo("new");
        assertThat(fixture.count(Event.RENEWAL)).isOne();
    }

    @ParameterizedTest
    @EnumSource(
            value = ReturnValue.class,
            names = {"NONE", "ALL_OLD", "UPDATED_NEW", "UPDATED_OLD"})
    void updateThatReturnsAnythingElseShouldOnlyMark(ReturnValue returned) {
        fixture.client.updateItem(update(ORDERS, returned));

        assertThat(fixture.textInOutage(ORDERS, "1")).isNull();
    }

    @Test
    void updateWhenTheItemHasNoVersionShouldOnlyMark() {
        fixture.client.updateItem(update(NOTES, ReturnValue.ALL_NEW));

        assertThat(fixture.textInOutage(NOTES, "1")).isNull();
    }

    @Test
    void updateWhenSomebodyElseWritesMeanwhileShouldOnlyMark() {
        fixture.dynamoDb.onTheWay = () ->
                fixture.inner.mark(List.of(ItemKeys.storeKey("eu-central-1", ORDERS, MemoryDynamoDb.key("1"))), 99);
        fixture.client.updateItem(update(ORDERS, ReturnValue.ALL_NEW));
        fixture.dynamoDb.onTheWay = () -> {};

        assertThat(fixture.textInOutage(ORDERS, "1")).isNull();
    }

    private static UpdateItemRequest update(String table, ReturnValue returned) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(MemoryDynamoDb.key("1"))
                .returnValues(returned)
                .updateExpression("SET #text = :text, version = :version")
                .expressionAttributeValues(
                        Map.of(":text", AttributeValue.fromS("new"), ":version", AttributeValue.fromN("2")))
                .build();
    }

    @Test
    void putWithVersionWhenSomebodyElseWritesMeanwhileShouldNotRenew() {
        fixture.dynamoDb.onTheWay = () ->
                fixture.inner.mark(List.of(ItemKeys.storeKey("eu-central-1", ORDERS, MemoryDynamoDb.key("1"))), 99);
        fixture.client.putItem(put(ORDERS, item("1", 2, "new")));
        fixture.dynamoDb.onTheWay = () -> {};

        assertThat(fixture.textInOutage(ORDERS, "1")).isNull();
    }

    @Test
    void putWithVersionWhenItGoesElsewhereOrAsSomebodyElseShouldNotRenew() {
        fixture.client.putItem(put("arn:aws:dynamodb:eu-central-1:999999999999:table/orders", item("1", 2, "foreign")));
        assertThat(fixture.textInOutage(ORDERS, "1")).isNull();

        fixture.client.putItem(put(ORDERS, item("1", 2, "foreign")).toBuilder()
                .overrideConfiguration(config -> config.credentialsProvider(AnonymousCredentialsProvider.create()))
                .build());
        assertThat(fixture.textInOutage(ORDERS, "1")).isNull();
    }

    @Test
    void putWithVersionWhenTooLargeShouldOnlyMark() {
        fixture.client.putItem(put(ORDERS, item("1", 2, "x".repeat(70_000))));

        assertThat(fixture.textInOutage(ORDERS, "1")).isNull();
    }

    @Test
    void putWithVersionWhenTheMarkBeforeIsNotAcknowledgedShouldNotRenew() {
        fixture.store.open = false;
        fixture.dynamoDb.onTheWay = () -> fixture.store.open = true;
        fixture.client.putItem(put(ORDERS, item("1", 2, "new")));

        assertThat(fixture.count(Event.RENEWAL)).isZero();
    }

    @Test
    void writeWhenTheStoreDoesNotAcknowledgeShouldDistrustTheKeyUntilEveryOlderCopyIsGone() {
        fixture.store.open = false;
        long before = fixture.time.nanos();
        fixture.client.deleteItem(request -> request.tableName(NOTES).key(MemoryDynamoDb.key("1")));
        assertThat(fixture.time.nanos() - before)
                .isEqualTo(Duration.ofMillis(20).toNanos());
        fixture.store.held.clear();
        fixture.store.open = true;

        assertThat(fixture.textInOutage(NOTES, "1")).isNull();
        assertThat(fixture.count(Event.UNACKNOWLEDGED_KEY)).isPositive();
        assertThat(fixture.count(Event.COPY_DISTRUSTED)).isOne();
        assertThat(fixture.textInOutage(ORDERS, "1")).isEqualTo("old");
    }

    @Test
    void statementWhenTheStoreDoesNotAcknowledgeShouldDistrustTheTable() {
        fixture.store.open = false;
        fixture.client.executeStatement(
                request -> request.statement("DELETE FROM notes WHERE id=?").parameters(AttributeValue.fromS("7")));
        fixture.store.open = true;

        assertThat(fixture.textInOutage(NOTES, "1")).isNull();
        assertThat(fixture.textInOutage(ORDERS, "1")).isEqualTo("old");
    }

    @Test
    void writesWhenMoreAreUnacknowledgedThanCanBeRememberedShouldDistrustTheTable() {
        DistrustedKeys keys = new DistrustedKeys(FallbackSettings.defaults(), fixture.statistics, fixture.time::nanos);
        for (int i = 0; i < 20_000; i++) {
            keys.add(List.of(new StoreKey("eu-central-1/notes", String.valueOf(i))));
        }
        assertThat(keys.contains(new StoreKey("eu-central-1/notes", "never written")))
                .isTrue();
        assertThat(keys.contains(new StoreKey("eu-central-1/orders", "1"))).isFalse();

        fixture.time.pass(Duration.ofSeconds(306));
        assertThat(keys.contains(new StoreKey("eu-central-1/notes", "1"))).isFalse();
    }

    @Test
    void selectShouldTakeNothingAway() {
        fixture.client.executeStatement(request -> request.statement("SELECT * FROM notes"));

        assertThat(fixture.textInOutage(NOTES, "1")).isEqualTo("old");
    }

    @Test
    void writeWhenTableTakesNoPartShouldNotAskTheStore() {
        fixture.store.open = false;
        fixture.client.putItem(put("apart", item("1", 1, "one")));
        fixture.client.putItem(put("unmapped", item("1", 1, "one")));
        fixture.client.getItem(get("apart", "1"));

        assertThat(fixture.store.held).isEmpty();
    }

    @Test
    void writeWhenTheStoreThrowsShouldNotFail() {
        FallbackStore broken = new ThrowingStore();
        DynamoDbClient client = new ClientLayers(List.of(
                        FallbackFixture.layer(broken, FallbackSettings.defaults(), fixture.statistics, fixture.time)))
                .wrap(fixture.dynamoDb);
        client.putItem(put(ORDERS, item("1", 2, "new")));

        assertThat(client.getItem(get(ORDERS, "1")).item()).isEqualTo(item("1", 2, "new"));
        assertThat(fixture.count(Event.STORE_FAILURE)).isPositive();
    }
}
