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
package io.armature.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.armature.client.ClientLayers;
import io.armature.support.DynamoDbEndpoint;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Errors that an engine makes, as the application's own code gets to see them. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ErrorContract {

    private static final String VALUE = "SECRET";

    private static final Map<String, AttributeValue> KEY = Map.of("pk", text("a"), "sk", number("1"));

    private final ExceptionTranslation translation = new ExceptionTranslation();

    private DynamoDbClient client;

    private String table;

    @BeforeEach
    void createTable(DynamoDbEndpoint endpoint) {
        if (table != null) {
            return;
        }
        client = new ClientLayers(List.of()).wrap(endpoint.client());
        table = endpoint.uniqueTableName("errors");
        client.createTable(request -> request.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("pk", ScalarAttributeType.S),
                        attribute("sk", ScalarAttributeType.N),
                        attribute("shelf", ScalarAttributeType.S))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-shelf")
                        .keySchema(key("shelf", KeyType.HASH))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build()));
        client.putItem(request -> request.tableName(table)
                .item(item(Map.of("owner", text(VALUE), "v", number("1"), "large", text("x".repeat(250_000))))));
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

    Stream<Arguments> invalid() {
        return Stream.of(
                invalid(
                        "key without its sort key",
                        "Sent were: pk (S).",
                        db -> db.getItem(request -> request.tableName(table).key(Map.of("pk", text(VALUE))))),
                invalid(
                        "key of wrong type",
                        "Sent were: pk (S), sk (S).",
                        db -> db.deleteItem(
                                request -> request.tableName(table).key(sorted("pk", text(VALUE), "sk", text(VALUE))))),
                invalid(
                        "item without its key",
                        "Give each key attribute of the table a value. Sent were: pk (S).",
                        db -> db.putItem(request -> request.tableName(table).item(Map.of("pk", text(VALUE))))),
                invalid(
                        "item with a key of wrong type",
                        "Sent were: pk (S), sk (S).",
                        db -> db.putItem(request ->
                                request.tableName(table).item(sorted("pk", text(VALUE), "sk", text(VALUE))))),
                invalid(
                        "empty key",
                        "Give the key attribute 'pk' a value",
                        db -> db.putItem(
                                request -> request.tableName(table).item(Map.of("pk", text(""), "sk", number("1"))))),
                invalid(
                        "empty key of an index",
                        "'shelf' is a key attribute of a secondary index: leave it out",
                        db -> db.putItem(request -> request.tableName(table).item(item(Map.of("shelf", text("")))))),
                invalid(
                        "key of an index with wrong type",
                        "with the type that the index declares",
                        db -> db.putItem(request -> request.tableName(table).item(item(Map.of("shelf", number("7")))))),
                update("change of the key", "SET pk = :v", "The key attribute 'pk' cannot be changed"),
                update("reserved word", "SET name = :v", "Write a placeholder such as #name in place of 'name'"),
                update("two writes of a path", "SET a = :v, a.b = :v", "Name each attribute once"),
                update("missing parent", "SET nowhere.b = :v", "set the parent as a whole first"),
                update("syntax", "SET a == :v", "Correct the expression"),
                update("undefined value", "SET a = :v, b = :w", "Add the placeholder to ExpressionAttributeValues"),
                update("undefined name", "SET #a = :v", "ExpressionAttributeNames"),
                update("sum with a text", "SET v = v + :v", "another type than the operator takes"),
                invalid(
                        "sum with a missing attribute",
                        "Wrap the attribute in if_not_exists",
                        db -> db.updateItem(request -> request.tableName(table)
                                .key(KEY)
                                .updateExpression("SET nowhere = nowhere + :v")
                                .expressionAttributeValues(Map.of(":v", number("1"))))),
                invalid(
                        "unused value",
                        "keys: {:w}. Remove the placeholders",
                        db -> db.updateItem(request -> request.tableName(table)
                                .key(KEY)
                                .updateExpression("SET a = :v")
                                .expressionAttributeValues(Map.of(":v", text("x"), ":w", text(VALUE))))),
                invalid(
                        "elements twice in a set",
                        "hold each element once",
                        db -> db.putItem(request -> request.tableName(table)
                                .item(item(Map.of("s", AttributeValue.fromSs(List.of(VALUE, VALUE))))))),
                invalid(
                        "empty set",
                        "DynamoDB stores no empty sets",
                        db -> db.putItem(request -> request.tableName(table)
                                .item(item(Map.of(
                                        "s",
                                        AttributeValue.builder().ss(List.of()).build()))))),
                invalid(
                        "text as number",
                        "a number attribute was sent that is no number",
                        db -> db.putItem(request -> request.tableName(table).item(item(Map.of("n", number(VALUE)))))),
                query("query without partition key", "sk = :v", number("1"), "needs the partition key"),
                query("query by a range of partition keys", "pk > :v", text(VALUE), "needs the partition key"),
                query(
                        "query by a key of wrong type",
                        "pk = :v",
                        number("1"),
                        "the type that the table or index declares"),
                invalid(
                        "bounds the wrong way",
                        "The first bound must not be greater",
                        db -> db.query(request -> request.tableName(table)
                                .keyConditionExpression("pk = :p AND sk BETWEEN :a AND :b")
                                .expressionAttributeValues(
                                        Map.of(":p", text("a"), ":a", number("31415926535"), ":b", number("1"))))),
                invalid(
                        "consistent read of an index",
                        "Read a global index eventually consistent",
                        db -> db.query(request -> request.tableName(table)
                                .indexName("by-shelf")
                                .consistentRead(true)
                                .keyConditionExpression("shelf = :v")
                                .expressionAttributeValues(Map.of(":v", text(VALUE))))),
                invalid(
                        "101 in a transaction",
                        "A transaction takes 100 items",
                        db -> db.transactWriteItems(request -> request.transactItems(IntStream.rangeClosed(0, 100)
                                .mapToObj(i -> put(Map.of("pk", text(VALUE), "sk", number("" + i))))
                                .toList()))),
                invalid(
                        "one item twice in a transaction",
                        "into one write",
                        db -> db.transactWriteItems(request -> request.transactItems(put(KEY), put(KEY)))),
                invalid(
                        "26 in a batch",
                        "A batch takes 25 writes",
                        db -> db.batchWriteItem(request -> request.requestItems(Map.of(
                                table,
                                IntStream.range(0, 26)
                                        .mapToObj(i -> WriteRequest.builder()
                                                .putRequest(put ->
                                                        put.item(Map.of("pk", text(VALUE), "sk", number("" + i))))
                                                .build())
                                        .toList())))),
                invalid(
                        "one key twice in a batch",
                        "Name each key once in a batch",
                        db -> db.batchGetItem(request -> request.requestItems(Map.of(
                                table,
                                KeysAndAttributes.builder()
                                        .keys(List.of(KEY, KEY))
                                        .build())))),
                invalid("another transaction with the same token", "Use a new token", db -> {
                    String token = UUID.randomUUID().toString();
                    db.transactWriteItems(request -> request.clientRequestToken(token)
                            .transactItems(put(Map.of("pk", text("t"), "sk", number("1")))));
                    db.transactWriteItems(request -> request.clientRequestToken(token)
                            .transactItems(put(Map.of("pk", text("t"), "sk", number("2")))));
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void callWhenRequestIsInvalidShouldExplainIt(String name, String advice, Consumer<DynamoDbClient> call) {
        assertThat(translated(call))
                .isExactlyInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageContaining(" was refused as invalid: ")
                .extracting(Throwable::getMessage)
                .asString()
                .containsIgnoringCase(advice)
                .contains("(request id ")
                .doesNotContain(VALUE)
                .doesNotContain("31415926535");
    }

    @Test
    void callWhenConditionFailsShouldReturnThePresentItem() {
        ConditionFailedException failed =
                (ConditionFailedException) translated(db -> db.putItem(request -> request.tableName(table)
                        .item(KEY)
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
        assertThat(failed)
                .hasMessageStartingWith("PutItem on table '" + table + "' was refused: the item (present attributes: ")
                .hasMessageContaining("owner")
                .hasMessageNotContaining(VALUE);
        assertThat(failed.item()).containsEntry("owner", text(VALUE));
        assertThat(failed.mayHaveBeenApplied()).isFalse();
    }

    @Test
    void callWhenConditionOfTransactionFailsShouldReturnThePresentItem() {
        ConditionFailedException failed =
                (ConditionFailedException) translated(db -> db.transactWriteItems(request -> request.transactItems(
                        put(Map.of("pk", text("b"), "sk", number("1"))),
                        TransactWriteItem.builder()
                                .put(put -> put.tableName(table)
                                        .item(KEY)
                                        .conditionExpression("attribute_not_exists(pk)")
                                        .returnValuesOnConditionCheckFailure(
                                                ReturnValuesOnConditionCheckFailure.ALL_OLD))
                                .build())));
        assertThat(failed.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.index()).isEqualTo(1);
            assertThat(conflict.item()).containsEntry("owner", text(VALUE));
        });
        assertThat(failed)
                .hasMessageContaining("writes 1 (present attributes: ")
                .hasMessageNotContaining(VALUE);
    }

    @Test
    void callWhenItemIsTooLargeShouldNameItsLargestAttributes() {
        Map<String, AttributeValue> item = item(
                Map.of("notes", text("y".repeat(300_000)), "picture", text("z".repeat(200_000)), "owner", text(VALUE)));
        String expected = "The largest item of table '" + table
                + "' that was sent has 488.3 KB; its largest attributes are notes (293.0 KB), picture (195.3 KB), ";
        Stream.<Consumer<DynamoDbClient>>of(
                        db -> db.putItem(request -> request.tableName(table).item(item)),
                        db -> db.batchWriteItem(request -> request.requestItems(Map.of(
                                table,
                                List.of(WriteRequest.builder()
                                        .putRequest(put -> put.item(item))
                                        .build())))),
                        db -> db.transactWriteItems(request ->
                                request.transactItems(put(Map.of("pk", text("b"), "sk", number("1"))), put(item))))
                .forEach(call -> assertThat(translated(call))
                        .isExactlyInstanceOf(ItemTooLargeException.class)
                        .hasMessageContaining(expected)
                        .hasMessageNotContaining(VALUE));
    }

    @Test
    void callWhenUpdateMakesItemTooLargeShouldNameWhatItSent() {
        Map<String, AttributeValue> values = Map.of(":n", text("y".repeat(200_000)));
        String expected = "The update sent 195.3 KB of an item of table '" + table + "': notes (195.3 KB); the rest";
        Stream.<Consumer<DynamoDbClient>>of(
                        db -> db.updateItem(request -> request.tableName(table)
                                .key(KEY)
                                .updateExpression("SET notes = :n")
                                .expressionAttributeValues(values)),
                        db -> db.transactWriteItems(request -> request.transactItems(TransactWriteItem.builder()
                                .update(update -> update.tableName(table)
                                        .key(KEY)
                                        .updateExpression("SET notes = :n")
                                        .expressionAttributeValues(values))
                                .build())))
                .forEach(call -> assertThat(translated(call))
                        .isExactlyInstanceOf(ItemTooLargeException.class)
                        .hasMessageContaining(expected));
    }

    @Test
    void callWhenThereIsNoTableShouldNameIt() {
        assertThat(translated(db ->
                        db.getItem(request -> request.tableName("not-there").key(KEY))))
                .isExactlyInstanceOf(InvalidDataAccessResourceUsageException.class)
                .hasMessageStartingWith(
                        "GetItem on table 'not-there' found no such table or index. Create it, or correct"
                                + " armature.tables.<name>.name, the region");
    }

    @Test
    void callWhenThereIsNoIndexShouldSayThat() {
        assertThat(translated(db -> db.query(request -> request.tableName(table)
                        .indexName("by-night")
                        .keyConditionExpression("pk = :v")
                        .expressionAttributeValues(Map.of(":v", text("x"))))))
                .hasMessageStartingWith("Query on table '" + table + "' ")
                .extracting(Throwable::getMessage)
                .asString()
                .containsIgnoringCase("create");
    }

    private DataAccessException translated(Consumer<DynamoDbClient> call) {
        DynamoDbException thrown = catchThrowableOfType(DynamoDbException.class, () -> call.accept(client));
        DataAccessException translated = translation.translateExceptionIfPossible(thrown);
        assertThat(translated).hasCause(thrown);
        return translated;
    }

    private static Arguments invalid(String name, String advice, Consumer<DynamoDbClient> call) {
        return Arguments.of(name, advice, call);
    }

    private Arguments update(String name, String expression, String advice) {
        return invalid(
                name,
                advice,
                db -> db.updateItem(request -> request.tableName(table)
                        .key(KEY)
                        .updateExpression(expression)
                        .expressionAttributeValues(Map.of(":v", text(VALUE)))));
    }

    private Arguments query(String name, String condition, AttributeValue value, String advice) {
        return invalid(
                name,
                advice,
                db -> db.query(request -> request.tableName(table)
                        .keyConditionExpression(condition)
                        .expressionAttributeValues(Map.of(":v", value))));
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item))
                .build();
    }

    private static Map<String, AttributeValue> item(Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(KEY);
        item.putAll(attributes);
        return Collections.unmodifiableMap(item);
    }

    private static Map<String, AttributeValue> sorted(
            String first, AttributeValue firstValue, String second, AttributeValue secondValue) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put(first, firstValue);
        item.put(second, secondValue);
        return item;
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(String value) {
        return AttributeValue.fromN(value);
    }
}
