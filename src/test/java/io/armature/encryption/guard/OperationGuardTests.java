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
package io.armature.encryption.guard;

import static io.armature.encryption.guard.GuardFixture.n;
import static io.armature.encryption.guard.GuardFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.Call;
import io.armature.client.TableCatalogue;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.PlaintextPolicies;
import io.armature.encryption.guard.PlaintextRefusedException.Reason;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.utils.builder.Buildable;

/** All operations: each is known, one that is not is refused, and so is what names an encrypted attribute elsewhere. */
@Tag("F18")
class OperationGuardTests {

    /** Members of requests whose content the guard looks at. */
    private static final Set<String> LOOKED_AT = Set.of(
            "TableName",
            "Key",
            "Keys",
            "Item",
            "RequestItems",
            "TransactItems",
            "Put",
            "Get",
            "Update",
            "Delete",
            "ConditionCheck",
            "PutRequest",
            "DeleteRequest",
            "ConditionExpression",
            "UpdateExpression",
            "KeyConditionExpression",
            "FilterExpression",
            "ProjectionExpression",
            "SearchConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "AttributesToGet",
            "AttributeUpdates",
            "Expected",
            "KeyConditions",
            "QueryFilter",
            "ScanFilter",
            "ExclusiveStartKey",
            "ReturnValues");

    /** Members that name no attribute. */
    private static final Set<String> INNOCENT = Set.of(
            "ClientRequestToken",
            "ConditionalOperator",
            "ConsistentRead",
            "IndexName",
            "Limit",
            "ReturnConsumedCapacity",
            "ReturnItemCollectionMetrics",
            "ReturnValuesOnConditionCheckFailure",
            "ScanIndexForward",
            "SearchVector",
            "Segment",
            "Select",
            "TopK",
            "TotalSegments");

    private final GuardFixture fixture = new GuardFixture("customers-prod");

    private final List<DynamoDbRequest> sent = new ArrayList<>();

    private final DynamoDbClient client = fixture.answering(request -> {
        sent.add(request);
        return Answers.empty(request);
    });

    static Stream<DynamoDbRequest> harmless() throws ReflectiveOperationException {
        List<DynamoDbRequest> requests = new ArrayList<>();
        for (Class<?> type : requestTypes()) {
            if (KnownOperations.HARMLESS.contains(name(type))) {
                Object builder = type.getMethod("builder").invoke(null);
                SdkPojo pojo = (SdkPojo) builder;
                for (SdkField<?> field : pojo.sdkFields()) {
                    if (field.memberName().equals("TableName")) {
                        field.set(pojo, "customers-prod");
                    }
                }
                requests.add((DynamoDbRequest) ((Buildable) builder).build());
            }
        }
        return requests.stream();
    }

    private static List<Class<?>> requestTypes() {
        return Arrays.stream(DynamoDbClient.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers())
                        && method.getParameterCount() == 1
                        && DynamoDbRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && DynamoDbResponse.class.isAssignableFrom(method.getReturnType()))
                .<Class<?>>map(method -> method.getParameterTypes()[0])
                .distinct()
                .toList();
    }

    private static String name(Class<?> requestType) {
        return requestType.getSimpleName().replaceAll("Request$", "");
    }

    @Test
    void operationsShouldAllBeKnown() {
        Set<String> operations =
                requestTypes().stream().map(OperationGuardTests::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = new TreeSet<>(KnownOperations.GUARDED);
        known.addAll(KnownOperations.HARMLESS);

        assertThat(operations).isEqualTo(known).hasSizeGreaterThanOrEqualTo(58);
        assertThat(KnownOperations.GUARDED).doesNotContainAnyElementsOf(KnownOperations.HARMLESS);
    }

    /** A member that a later release of the SDK adds has to be looked at before it may pass. */
    @Test
    void membersOfItemRequestsShouldAllBeKnown() {
        Stream<SdkPojo> requests = Stream.of(
                GetItemRequest.builder().build(),
                BatchGetItemRequest.builder().build(),
                KeysAndAttributes.builder().build(),
                TransactGetItemsRequest.builder().build(),
                TransactGetItem.builder().build(),
                Get.builder().build(),
                QueryRequest.builder().build(),
                ScanRequest.builder().build(),
                SearchVectorsRequest.builder().build(),
                PutItemRequest.builder().build(),
                UpdateItemRequest.builder().build(),
                DeleteItemRequest.builder().build(),
                BatchWriteItemRequest.builder().build(),
                WriteRequest.builder().build(),
                PutRequest.builder().build(),
                DeleteRequest.builder().build(),
                TransactWriteItemsRequest.builder().build(),
                TransactWriteItem.builder().build(),
                Put.builder().build(),
                Update.builder().build(),
                Delete.builder().build(),
                ConditionCheck.builder().build());

        assertThat(requests.flatMap(request -> request.sdkFields().stream()).map(SdkField::memberName))
                .allMatch(member -> LOOKED_AT.contains(member) || INNOCENT.contains(member));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void operationWhenHarmlessShouldPass(DynamoDbRequest request) {
        Sender.send(client, request);

        assertThat(sent).containsExactly(request);
    }

    @Test
    void operationWhenUnknownShouldBeRefusedAsSoonAsThereIsAnEncryptedTable() {
        assertThatExceptionOfType(PlaintextRefusedException.class)
                .isThrownBy(() -> fixture.layer.call(new UnknownCall()))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_OPERATION);
                    assertThat(refusal.operation()).isEqualTo("TeleportItem");
                    assertThat(refusal.table()).isNull();
                });
        assertThat(fixture.refusals()).isOne();
        assertThat(new PlaintextGuardLayer(
                                new EncryptedTables(new TableCatalogue(), name -> name, PlaintextPolicies.forbid()),
                                fixture.withheld,
                                fixture.statistics)
                        .call(new UnknownCall()))
                .isNotNull();
    }

    @Test
    void callsWhenOfAnotherTableShouldPassWhateverTheySay() {
        client.putItem(request -> request.tableName("orders").item(Map.of("email", s("x"))));
        client.updateItem(request -> request.tableName("orders").updateExpression("SET email = :x"));
        client.query(request -> request.tableName("orders").keyConditionExpression("email = '"));
        client.scan(request -> request.tableName("orders").filterExpression("("));
        client.deleteItem(request -> request.tableName("orders").key(Map.of("email", s("x"))));
        client.getItem(request -> request.tableName("orders").projectionExpression("email[["));

        assertThat(sent).hasSize(6);
        assertThat(fixture.refusals()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "phone", "fax", "a.b"})
    void readWhenLegacyParameterNamesAnEncryptedAttributeShouldBeRefused(String attribute) {
        Map<String, Condition> conditions = Map.of(
                attribute, Condition.builder().comparisonOperator("NOT_NULL").build());
        String table = fixture.table;
        KeysAndAttributes batch = KeysAndAttributes.builder()
                .keys(List.of(GuardFixture.key()))
                .attributesToGet(attribute)
                .build();
        refusesAll(
                Reason.LEGACY_PARAMETER,
                GetItemRequest.builder()
                        .tableName(table)
                        .key(GuardFixture.key())
                        .attributesToGet("plain", attribute)
                        .build(),
                BatchGetItemRequest.builder().requestItems(Map.of(table, batch)).build(),
                QueryRequest.builder()
                        .tableName(table)
                        .attributesToGet(attribute)
                        .build(),
                ScanRequest.builder()
                        .tableName(table)
                        .attributesToGet(attribute)
                        .build(),
                QueryRequest.builder()
                        .tableName(table)
                        .keyConditions(conditions)
                        .build(),
                QueryRequest.builder().tableName(table).queryFilter(conditions).build(),
                ScanRequest.builder().tableName(table).scanFilter(conditions).build());
    }

    @Test
    void readWhenLegacyParameterNamesOtherAttributesShouldPass() {
        client.getItem(request ->
                request.tableName(fixture.table).key(GuardFixture.key()).attributesToGet("plain", "_ak", "EMAIL"));
        client.scan(request -> request.tableName(fixture.table)
                .scanFilter(Map.of(
                        "plain",
                        Condition.builder().comparisonOperator("NOT_NULL").build())));

        assertThat(sent).hasSize(2);
    }

    @Test
    void requestWhenAKeyIsEncryptedShouldBeRefused() {
        Map<String, AttributeValue> key = Map.of("email", GuardFixture.inline());
        String table = fixture.table;
        refusesAll(
                Reason.USED_AS_KEY,
                GetItemRequest.builder().tableName(table).key(key).build(),
                DeleteItemRequest.builder().tableName(table).key(key).build(),
                UpdateItemRequest.builder().tableName(table).key(key).build(),
                QueryRequest.builder().tableName(table).exclusiveStartKey(key).build(),
                ScanRequest.builder().tableName(table).exclusiveStartKey(key).build(),
                BatchGetItemRequest.builder()
                        .requestItems(Map.of(
                                table,
                                KeysAndAttributes.builder().keys(List.of(key)).build()))
                        .build(),
                BatchWriteItemRequest.builder()
                        .requestItems(Map.of(
                                table,
                                List.of(WriteRequest.builder()
                                        .deleteRequest(delete -> delete.key(key))
                                        .build())))
                        .build(),
                transaction(TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(table).key(key))),
                transaction(TransactWriteItem.builder()
                        .update(update -> update.tableName(table).key(key))),
                transaction(TransactWriteItem.builder()
                        .conditionCheck(check -> check.tableName(table).key(key))),
                TransactGetItemsRequest.builder()
                        .transactItems(TransactGetItem.builder()
                                .get(get -> get.tableName(table).key(key))
                                .build())
                        .build());
    }

    private static TransactWriteItemsRequest transaction(TransactWriteItem.Builder write) {
        return TransactWriteItemsRequest.builder().transactItems(write.build()).build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email = :s",
                "id = :n AND email = :s",
                "id = :n AND begins_with(#e, :s)",
                "id = :n AND #p BETWEEN :s AND :z",
                "attribute_exists(email)",
                "#ak = :s"
            })
    void queryWhenItsKeyConditionNamesAnEncryptedAttributeShouldBeRefused(String condition) {
        refusesAll(
                Reason.COMPARED,
                QueryRequest.builder()
                        .tableName(fixture.table)
                        .keyConditionExpression(condition)
                        .expressionAttributeNames(GuardFixture.names(condition))
                        .build(),
                SearchVectorsRequest.builder()
                        .tableName(fixture.table)
                        .searchConditionExpression(condition)
                        .expressionAttributeNames(GuardFixture.names(condition))
                        .build());
    }

    @Test
    void searchWhenItWouldReturnAnEncryptedAttributeShouldBeRefused() {
        refusesAll(
                Reason.ANSWER_UNREADABLE,
                SearchVectorsRequest.builder()
                        .tableName(fixture.table)
                        .projectionExpression("id, email")
                        .build());
        client.searchVectors(request -> request.tableName(fixture.table)
                .searchConditionExpression("plain = :s")
                .projectionExpression("id, plain"));
        assertThat(sent).hasSize(1);
    }

    @Test
    void listTablesShouldPass() {
        client.listTables(ListTablesRequest.builder().build());
        client.query(request -> request.tableName(fixture.table)
                .keyConditionExpression("id = :n")
                .expressionAttributeValues(Map.of(":n", n("1"))));

        assertThat(sent).hasSize(2);
    }

    private void refusesAll(Reason reason, DynamoDbRequest... requests) {
        for (DynamoDbRequest request : requests) {
            assertThatExceptionOfType(PlaintextRefusedException.class)
                    .as(request.getClass().getSimpleName())
                    .isThrownBy(() -> Sender.send(client, request))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
        }
        assertThat(sent).isEmpty();
        assertThat(fixture.refusals()).isEqualTo(requests.length);
    }

    private static final class UnknownCall implements Call {

        @Override
        public String operation() {
            return "TeleportItem";
        }

        @Override
        public List<String> tables() {
            return List.of();
        }

        @Override
        public String endpoint() {
            return "eu-central-1";
        }

        @Override
        public DynamoDbRequest request() {
            return GetItemRequest.builder().build();
        }

        @Override
        public DynamoDbResponse proceed(DynamoDbRequest request) {
            return GetItemResponse.builder().build();
        }
    }
}
