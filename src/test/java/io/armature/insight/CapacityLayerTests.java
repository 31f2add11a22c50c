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

import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

@WithDynamoDbLocal
class CapacityLayerTests {

    private final Insights insights = new Insights();

    private ReturnConsumedCapacity asked(ReturnConsumedCapacity wanted) {
        List<GetItemRequest> sent = new ArrayList<>();
        insights.layer.call(new StubCall(
                "GetItem",
                List.of("orders"),
                Insights.get("orders", "1").toBuilder()
                        .returnConsumedCapacity(wanted)
                        .build(),
                request -> {
                    sent.add((GetItemRequest) request);
                    return Insights.found("orders", 0.5);
                }));
        return sent.get(0).returnConsumedCapacity();
    }

    @Test
    void callShouldAskForCapacityUnlessTheCallerHas() {
        assertThat(asked(null)).isEqualTo(ReturnConsumedCapacity.INDEXES);
        assertThat(asked(ReturnConsumedCapacity.NONE)).isEqualTo(ReturnConsumedCapacity.INDEXES);
        assertThat(asked(ReturnConsumedCapacity.TOTAL)).isEqualTo(ReturnConsumedCapacity.TOTAL);
        assertThat(insights.layer.slot()).isEqualTo(CallSlot.CAPACITY_INSIGHT);
    }

    @Test
    void callThatIsNotAboutItemsShouldPassUntouched() {
        ListTablesRequest request = ListTablesRequest.builder().build();
        insights.layer.call(new StubCall("ListTables", List.of(), request, sent -> {
            assertThat(sent).isSameAs(request);
            return ListTablesResponse.builder().build();
        }));
        assertThat(insights.insight.report().patterns()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT * FROM orders, true",
        "' select id FROM orders', true",
        "'-- whose\nSELECT * FROM orders', true",
        "DELETE FROM orders WHERE id = ?, false"
    })
    void unitsOfStatementsShouldBeThoseOfReadsOrWritesWhateverTheyFind(String statement, boolean read) {
        ConsumedCapacity unit = ConsumedCapacity.builder()
                .tableName("orders")
                .capacityUnits(1.0)
                .build();
        insights.layer.call(new StubCall(
                "ExecuteStatement",
                List.of("orders"),
                ExecuteStatementRequest.builder().statement(statement).build(),
                sent -> ExecuteStatementResponse.builder()
                        .consumedCapacity(unit)
                        .build()));
        insights.layer.call(new StubCall(
                "BatchExecuteStatement",
                List.of("orders"),
                BatchExecuteStatementRequest.builder()
                        .statements(BatchStatementRequest.builder()
                                .statement(statement)
                                .build())
                        .build(),
                sent -> BatchExecuteStatementResponse.builder()
                        .responses(BatchStatementResponse.builder().build())
                        .consumedCapacity(unit)
                        .build()));
        insights.layer.call(new StubCall(
                "ExecuteTransaction",
                List.of("orders"),
                ExecuteTransactionRequest.builder()
                        .transactStatements(ParameterizedStatement.builder()
                                .statement(statement)
                                .build())
                        .build(),
                sent -> ExecuteTransactionResponse.builder()
                        .responses(ItemResponse.builder().build())
                        .consumedCapacity(unit)
                        .build()));
        assertThat(insights.insight.report().patterns()).hasSize(3).allSatisfy(pattern -> {
            assertThat(pattern.readUnits()).isEqualTo(read ? 1 : 0);
            assertThat(pattern.writeUnits()).isEqualTo(read ? 0 : 1);
        });
    }

    @Test
    void statementWhoseCapacityIsNotToldShouldBeCounted() {
        insights.layer.call(new StubCall(
                "ExecuteStatement",
                List.of("orders"),
                ExecuteStatementRequest.builder()
                        .statement("SELECT * FROM orders")
                        .build(),
                sent -> ExecuteStatementResponse.builder().build()));
        assertThat(insights.insight.report().patterns())
                .singleElement()
                .satisfies(pattern -> assertThat(pattern.calls()).isEqualTo(1));
        assertThat(insights.insight.uncountedCalls()).isZero();
    }

    @Test
    void patternsShouldBeBounded() {
        InsightSettings defaults = InsightSettings.defaults();
        Insights few = new Insights(new InsightSettings(
                Duration.ofHours(1),
                10,
                defaults.slowCall(),
                100,
                defaults.logInterval(),
                defaults.hotKeys(),
                defaults.prices()));
        for (int i = 0; i < 30; i++) {
            few.layer.call(few.getting("table-" + i, "1", 0.5));
        }
        assertThat(few.insight.report().patterns()).hasSize(11);
        assertThat(few.insight.report().patterns())
                .filteredOn(pattern -> pattern.table().equals(AccessPattern.OTHER))
                .singleElement()
                .satisfies(other -> assertThat(other.calls()).isEqualTo(20));
    }

    @Test
    void numbersShouldBeForgottenAfterTheWindow() {
        insights.layer.call(insights.getting("orders", "1", 0.5));
        assertThat(insights.insight.report().patterns()).hasSize(1);
        insights.advance(Duration.ofMinutes(31));
        insights.layer.call(insights.getting("orders", "1", 0.5));
        assertThat(insights.insight.report().patterns().get(0).calls()).isEqualTo(2);
        insights.advance(Duration.ofMinutes(31));
        assertThat(insights.insight.report().patterns().get(0).calls()).isEqualTo(1);
        insights.advance(Duration.ofMinutes(61));
        assertThat(insights.insight.report().patterns()).isEmpty();
    }

    @Test
    void unitsShouldBeThoseThatDynamoDbCharges(DynamoDbEndpoint endpoint) {
        DynamoDbClient plain = endpoint.client();
        DynamoDbClient client = new ClientLayers(List.of(insights.layer)).wrap(plain);
        String table = Tables.create(plain, endpoint.uniqueTableName("units"), true);
        Map<String, AttributeValue> item = Map.of(
                "id", AttributeValue.fromS("1"),
                "customer", AttributeValue.fromS("c"),
                "text", AttributeValue.fromS("x".repeat(2_500)));
        client.putItem(put -> put.tableName(table).item(item));
        client.getItem(get -> get.tableName(table).key(Map.of("id", item.get("id"))));
        client.query(query -> query.tableName(table)
                .indexName("by-customer")
                .keyConditionExpression("customer = :c")
                .expressionAttributeValues(Map.of(":c", item.get("customer"))));
        TransactWriteItem write = TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item))
                .build();
        client.transactWriteItems(transaction -> transaction.transactItems(write));

        List<PatternReport> patterns = insights.insight.report().patterns();
        assertThat(patterns)
                .extracting(PatternReport::operation)
                .containsExactlyInAnyOrder("PutItem", "GetItem", "Query", "TransactWriteItems");
        assertThat(patterns).allSatisfy(pattern -> assertThat(pattern.table()).isEqualTo(table));
        PatternReport put = of(patterns, "PutItem");
        assertThat(put.writeUnits()).isEqualTo(6);
        assertThat(put.indexUnits()).isEqualTo(3);
        assertThat(put.meanItemBytes()).isBetween(2_500.0, 2_600.0);
        assertThat(of(patterns, "GetItem").readUnits()).isEqualTo(0.5);
        assertThat(of(patterns, "Query").index()).isEqualTo("by-customer");
        assertThat(of(patterns, "Query").itemsReturned()).isEqualTo(1);
        assertThat(of(patterns, "TransactWriteItems").writeUnits()).isPositive();
    }

    private static PatternReport of(List<PatternReport> patterns, String operation) {
        return patterns.stream()
                .filter(pattern -> pattern.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }
}
