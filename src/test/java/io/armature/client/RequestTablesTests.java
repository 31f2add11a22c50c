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
package io.armature.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.utils.builder.Buildable;

class RequestTablesTests {

    private static final String ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/";

    /** Members that by their name may refer to a table. */
    private static final Pattern SUSPECT = Pattern.compile(".*(Table|TableName|Arn|Resource|Statement)");

    /** Of those, the ones that do not: markers of a page, a stream of Kinesis, a role. */
    private static final Set<String> INNOCENT = Set.of(
            "ExclusiveStartTableName",
            "ExclusiveStartGlobalTableName",
            "ExclusiveStartBackupArn",
            "StreamArn",
            "AutoScalingRoleArn");

    /** Maps whose keys are attributes or placeholders; any other may have tables as keys. */
    private static final Set<String> MAPS_BY_ATTRIBUTE = Set.of(
            "Key",
            "Item",
            "Expected",
            "AttributeUpdates",
            "ExclusiveStartKey",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "KeyConditions",
            "M",
            "QueryFilter",
            "ScanFilter");

    static Stream<Arguments> members() {
        return DynamoDbOperation.all().stream().flatMap(operation -> {
            SdkPojo prototype = builder(operation.requestType());
            return members(prototype, Set.of()).entrySet().stream()
                    .map(member ->
                            Arguments.of(operation.name() + "." + member.getKey(), operation, member.getValue()));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void ofWhenMemberRefersToTableShouldSeeIt(
            String path, DynamoDbOperation operation, BiConsumer<SdkPojo, String> member) {
        SdkPojo builder = builder(operation.requestType());
        member.accept(builder, "orders");

        assertThat(RequestTables.of((DynamoDbRequest) build(builder)))
                .as("the table of " + path)
                .containsExactly("orders");
    }

    @Test
    void ofWhenAllRequestsAreWalkedShouldHaveMetTheKnownWaysToNameTables() {
        assertThat(members().map(arguments -> (String) arguments.get()[0]))
                .hasSizeGreaterThan(58)
                .contains(
                        "GetItem.TableName",
                        "BatchWriteItem.RequestItems",
                        "TransactWriteItems.TransactItems.ConditionCheck.TableName",
                        "TransactGetItems.TransactItems.Get.TableName",
                        "ExecuteTransaction.TransactStatements.Statement",
                        "ImportTable.TableCreationParameters.TableName",
                        "RestoreTableFromBackup.BackupArn");
    }

    @Test
    void ofWhenRequestIsEmptyShouldBeEmpty() {
        assertThat(DynamoDbOperation.all())
                .allSatisfy(operation -> assertThat(
                                RequestTables.of((DynamoDbRequest) build(builder(operation.requestType()))))
                        .isEmpty());
    }

    @Test
    void ofWhenTableIsMarkerOfPageShouldNotSeeIt() {
        assertThat(RequestTables.of(ListTablesRequest.builder()
                        .exclusiveStartTableName("orders")
                        .build()))
                .isEmpty();
    }

    @Test
    void ofWhenTransactionNamesTablesTwiceShouldKeepOrderWithoutDuplicates() {
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(List.of(
                        item(item -> item.put(put -> put.tableName("b"))),
                        item(item -> item.update(update -> update.tableName(ARN + "a"))),
                        item(item -> item.delete(delete -> delete.tableName("b"))),
                        item(item -> item.conditionCheck(check -> check.tableName("c"))),
                        item(item -> item.put(put -> put.tableName("a"))),
                        item(item -> {})))
                .build();

        assertThat(RequestTables.of(request)).containsExactly("b", "a", "c");
    }

    @Test
    void ofWhenBatchNamesTablesShouldKeepTheirOrder() {
        Map<String, KeysAndAttributes> items = new LinkedHashMap<>();
        items.put("b", keys());
        items.put(ARN + "a", keys());
        items.put("c", keys());

        assertThat(RequestTables.of(
                        BatchGetItemRequest.builder().requestItems(items).build()))
                .containsExactly("b", "a", "c");
    }

    @Test
    void ofWhenStatementsNameTablesShouldSeeEach() {
        BatchExecuteStatementRequest request = BatchExecuteStatementRequest.builder()
                .statements(List.of(
                        statement("SELECT * FROM \"b\""),
                        statement("UPDATE a SET x = 1 WHERE id = 2"),
                        BatchStatementRequest.builder().build()))
                .build();

        assertThat(RequestTables.of(request)).containsExactly("b", "a");
    }

    @Test
    void ofWhenTableIsRestoredShouldSeeSourceAndTarget() {
        RestoreTableToPointInTimeRequest request = RestoreTableToPointInTimeRequest.builder()
                .sourceTableArn(ARN + "a")
                .sourceTableName("a")
                .targetTableName("b")
                .build();

        assertThat(RequestTables.of(request)).containsExactly("a", "b");
    }

    private static TransactWriteItem item(Consumer<TransactWriteItem.Builder> content) {
        return TransactWriteItem.builder().applyMutation(content).build();
    }

    private static BatchStatementRequest statement(String statement) {
        return BatchStatementRequest.builder().statement(statement).build();
    }

    private static KeysAndAttributes keys() {
        return KeysAndAttributes.builder()
                .keys(List.of(Map.of("id", AttributeValue.fromS("1"))))
                .build();
    }

    /** Returns the setters of all members of a builder that may refer to a table, nested ones included. */
    private static Map<String, BiConsumer<SdkPojo, String>> members(SdkPojo builder, Set<Class<?>> path) {
        Map<String, BiConsumer<SdkPojo, String>> members = new LinkedHashMap<>();
        Set<Class<?>> innerPath = new HashSet<>(path);
        if (!innerPath.add(builder.getClass())) {
            return members;
        }
        for (SdkField<?> field : builder.sdkFields()) {
            String name = field.memberName();
            if (field.marshallingType() == MarshallingType.STRING) {
                if (SUSPECT.matcher(name).matches() && !INNOCENT.contains(name)) {
                    members.put(name, (target, table) -> field.set(target, reference(name, table)));
                }
            } else if (field.marshallingType() == MarshallingType.MAP) {
                if (!MAPS_BY_ATTRIBUTE.contains(name)) {
                    members.put(name, (target, table) -> field.set(target, Map.of(table, emptyValue(field))));
                }
            } else {
                innerMembers(field, innerPath)
                        .forEach((innerName, member) -> members.put(name + "." + innerName, member));
            }
        }
        return members;
    }

    private static Map<String, BiConsumer<SdkPojo, String>> innerMembers(SdkField<?> field, Set<Class<?>> path) {
        boolean list = field.marshallingType() == MarshallingType.LIST;
        SdkField<?> element = list ? field.getTrait(ListTrait.class).memberFieldInfo() : field;
        Map<String, BiConsumer<SdkPojo, String>> members = new LinkedHashMap<>();
        if (element.marshallingType() == MarshallingType.SDK_POJO) {
            members(element.constructor().get(), path)
                    .forEach((name, member) -> members.put(name, (target, table) -> {
                        SdkPojo inner = element.constructor().get();
                        member.accept(inner, table);
                        field.set(target, list ? new ArrayList<>(List.of(build(inner))) : build(inner));
                    }));
        }
        return members;
    }

    private static Object emptyValue(SdkField<?> map) {
        SdkField<?> value = map.getTrait(MapTrait.class).valueFieldInfo();
        return (value.marshallingType() == MarshallingType.SDK_POJO)
                ? build(value.constructor().get())
                : List.of();
    }

    private static String reference(String member, String table) {
        if (member.endsWith("Statement")) {
            return "SELECT * FROM \"" + table + "\"";
        }
        return (member.endsWith("Arn") || member.endsWith("Resource")) ? ARN + table + "/part/1" : table;
    }

    private static SdkPojo builder(Class<?> type) {
        try {
            return (SdkPojo) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static Object build(SdkPojo builder) {
        return ((Buildable) builder).build();
    }
}
