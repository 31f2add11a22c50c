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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Answers by key that are another item, and what of answers is handed on. */
@Tag("F19")
class ForeignItemTests {

    private static final String ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/customers-prod";

    private final GuardFixture fixture = new GuardFixture("customers-prod");

    private final List<DynamoDbRequest> sent = new ArrayList<>();

    private static Map<String, AttributeValue> item(String id, String at) {
        return new HashMap<>(
                Map.of("id", n(id), "at", s(at), "email", GuardFixture.ofItem(), "_ak", GuardFixture.keyRecord()));
    }

    @ParameterizedTest
    @CsvSource({"2,2026,id", "1,2027,at", "10,2026,id", "-1,2026,id", "0.1,2026,id", "1,20260,at"})
    void getItemWhenAnsweredWithAnotherItemShouldBeRefused(String id, String at, String differing) {
        refuses(get(item(id, at), null), differing);
        refuses(get(item(id, at), "email"), differing);
        refuses(get(item(id, at), "#e, #plain"), differing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1.00", "1E0", "0.1e1", "+1", "01"})
    void getItemWhenTheNumberIsWrittenOtherwiseShouldPass(String id) {
        assertThat(get(item(id, "2026"), null).call().item()).containsKey("email");
    }

    @Test
    void getItemWhenTheKeyIsOfAnotherTypeShouldBeRefused() {
        Map<String, AttributeValue> other = item("1", "2026");
        other.put("id", s("1"));

        refuses(get(other, null), "id");
    }

    @Test
    void getItemWhenTheAnswerShowsNoKeyBecauseItWasNotAskedForShouldPass() {
        assertThat(get(Map.of("plain", s("x")), "plain").call().item()).containsOnlyKeys("plain");
    }

    @Test
    void getItemWhenThereIsNoItemShouldAnswerSo() {
        GetItemResponse response = fixture.answering(
                        request -> GetItemResponse.builder().build())
                .getItem(request ->
                        request.tableName(fixture.table).key(GuardFixture.key()).projectionExpression("email"));

        assertThat(response.hasItem()).isFalse();
    }

    @Test
    void getItemWhenByArnShouldBeCompared() {
        DynamoDbClient client = fixture.answering(
                request -> GetItemResponse.builder().item(item("2", "2026")).build());

        assertThatExceptionOfType(ForeignItemException.class)
                .isThrownBy(
                        () -> client.getItem(request -> request.tableName(ARN).key(GuardFixture.key())));
    }

    @Test
    @Tag("F17")
    void getItemWhenCutShouldKeepTheMarksOfTheAnswer() {
        DynamoDbClient client = fixture.answering(request -> {
            GetItemResponse.Builder response = GetItemResponse.builder().item(item("1", "2026"));
            response.sdkHttpResponse(SdkHttpResponse.builder()
                    .statusCode(200)
                    .appendHeader("x-source", "cache")
                    .build());
            return response.build();
        });

        GetItemResponse response = client.getItem(request ->
                request.tableName(fixture.table).key(GuardFixture.key()).projectionExpression("email"));

        assertThat(response.item()).containsOnlyKeys("email");
        assertThat(response.sdkHttpResponse().firstMatchingHeader("x-source")).contains("cache");
        assertThat(fixture.withheld.of(response.item().get("email"))).containsOnlyKeys("id", "at", "_ak");
    }

    @Test
    void writesWhenTheReturnedImageIsAnotherItemShouldBeRefused() {
        Map<String, AttributeValue> foreign = item("2", "2026");
        DynamoDbClient puts = fixture.answering(
                request -> PutItemResponse.builder().attributes(foreign).build());
        DynamoDbClient updates = fixture.answering(
                request -> UpdateItemResponse.builder().attributes(foreign).build());
        DynamoDbClient deletes = fixture.answering(
                request -> DeleteItemResponse.builder().attributes(foreign).build());

        refuses(() -> puts.putItem(request -> request.tableName(fixture.table).item(GuardFixture.key())), "id");
        refuses(
                () -> updates.updateItem(
                        request -> request.tableName(fixture.table).key(GuardFixture.key())),
                "id");
        refuses(
                () -> deletes.deleteItem(
                        request -> request.tableName(fixture.table).key(GuardFixture.key())),
                "id");
    }

    @Test
    void putWhenTheReturnedImageIsThatItemShouldPass() {
        DynamoDbClient client = fixture.answering(request ->
                PutItemResponse.builder().attributes(item("1.0", "2026")).build());

        assertThat(client.putItem(request -> request.tableName(fixture.table).item(GuardFixture.key()))
                        .attributes())
                .containsKey("email");
    }

    @ParameterizedTest
    @CsvSource({"customers-prod,customers-prod", "customers-prod," + ARN, ARN + ",customers-prod", ARN + "," + ARN})
    void batchGetItemWhenAnsweredWithAnItemThatWasNotAskedForShouldBeRefused(String asked, String answered) {
        BatchGetItemRequest request = batch(asked, "email");

        assertThat(answers(answered, List.of(item("1.0", "2026"), item("2", "2026")))
                        .batchGetItem(request)
                        .responses()
                        .get(answered))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item).containsOnlyKeys("email"));
        refuses(
                () -> answers(answered, List.of(item("1", "2026"), item("3", "2026")))
                        .batchGetItem(request),
                null);
        refuses(() -> answers(answered, List.of(item("1", "2027"))).batchGetItem(request), null);
        refuses(() -> answers(answered, List.of(item("1", "2027"))).batchGetItem(batch(asked, null)), null);
        refuses(() -> answers(answered, List.of(Map.of("id", n("3")))).batchGetItem(batch(asked, "id")), null);
    }

    @Test
    void batchGetItemWhenTheAnswerShowsNoKeyShouldPass() {
        assertThat(answers("customers-prod", List.of(Map.of("plain", s("x"))))
                        .batchGetItem(batch("customers-prod", "plain"))
                        .responses())
                .hasSize(1);
    }

    @Test
    void batchGetItemWhenATableWasNotAskedForShouldBeRefused() {
        fixture.catalogue.addEncrypted("others", Set.of("email"));

        refuses(() -> answers("others", List.of(item("1", "2026"))).batchGetItem(batch("customers-prod", null)), null);
        assertThat(answers("orders", List.of(item("1", "2026")))
                        .batchGetItem(batch("customers-prod", null))
                        .responses())
                .containsOnlyKeys("orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers-prod", ARN})
    @Tag("F17")
    void batchGetItemWhenKeysAreLeftOverShouldGiveThemBackAsTheyWereAskedFor(String answered) {
        BatchGetItemRequest request = batch("customers-prod", "#e, plain");
        DynamoDbClient client = fixture.answering(received -> {
            sent.add(received);
            KeysAndAttributes left = ((BatchGetItemRequest) received)
                    .requestItems().get("customers-prod").toBuilder()
                            .keys(List.of(Map.of("id", n("2"), "at", s("2026"))))
                            .build();
            return BatchGetItemResponse.builder()
                    .unprocessedKeys(Map.of(answered, left))
                    .build();
        });

        KeysAndAttributes left = client.batchGetItem(request).unprocessedKeys().get(answered);

        KeysAndAttributes asked = request.requestItems().get("customers-prod");
        assertThat(left).isEqualTo(asked.toBuilder().keys(left.keys()).build()).isNotEqualTo(asked);
        assertThat(((BatchGetItemRequest) sent.get(0))
                        .requestItems()
                        .get("customers-prod")
                        .expressionAttributeNames())
                .containsValues("id", "at", "_ak")
                .containsEntry("#e", "email");
    }

    @Test
    void transactGetItemsWhenAnAnswerIsAnotherItemShouldBeRefused() {
        List<Map<String, AttributeValue>> rightOnes = List.of(item("1.0", "2026"), Map.of("any", s("x")), Map.of());

        assertThat(transact(rightOnes)).hasSize(3).satisfies(items -> {
            assertThat(items.get(0).item()).containsOnlyKeys("email");
            assertThat(items.get(1).item()).containsOnlyKeys("any");
        });
        refuses(() -> transact(List.of(item("2", "2026"), Map.of("any", s("x")))), "id");
        refuses(() -> transact(List.of(Map.of(), Map.of(), item("1", "2026"))), "id");
        refuses(() -> transact(List.of(Map.of(), Map.of(), Map.of(), item("1", "2026"))), null);
    }

    private List<ItemResponse> transact(List<Map<String, AttributeValue>> answers) {
        DynamoDbClient client = fixture.answering(request -> TransactGetItemsResponse.builder()
                .responses(answers.stream()
                        .map(item -> ItemResponse.builder().item(item).build())
                        .toList())
                .build());
        return client.transactGetItems(request -> request.transactItems(
                        asked("customers-prod", "1", "email"), asked("orders", "1", "email"), asked(ARN, "7", null)))
                .responses();
    }

    private static TransactGetItem asked(String table, String id, String projection) {
        return TransactGetItem.builder()
                .get(get -> get.tableName(table)
                        .key(Map.of("id", n(id), "at", s("2026")))
                        .projectionExpression(projection))
                .build();
    }

    private static BatchGetItemRequest batch(String table, String projection) {
        return BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        table,
                        KeysAndAttributes.builder()
                                .keys(List.of(
                                        Map.of("id", n("1"), "at", s("2026")), Map.of("id", n("2"), "at", s("2026"))))
                                .projectionExpression(projection)
                                .expressionAttributeNames(projection == null ? null : GuardFixture.names(projection))
                                .build()))
                .build();
    }

    private DynamoDbClient answers(String table, List<Map<String, AttributeValue>> items) {
        return fixture.answering(request ->
                BatchGetItemResponse.builder().responses(Map.of(table, items)).build());
    }

    private Answered get(Map<String, AttributeValue> answer, String projection) {
        DynamoDbClient client = fixture.answering(
                request -> GetItemResponse.builder().item(answer).build());
        return () -> client.getItem(request -> request.tableName(fixture.table)
                .key(GuardFixture.key())
                .projectionExpression(projection)
                .expressionAttributeNames(projection == null ? null : GuardFixture.names(projection)));
    }

    private void refuses(Answered answered, String attribute) {
        refuses((Runnable) answered::call, attribute);
    }

    private void refuses(Runnable call, String attribute) {
        long before = fixture.refusals();
        assertThatExceptionOfType(ForeignItemException.class)
                .isThrownBy(call::run)
                .satisfies(refusal -> {
                    assertThat(refusal.attribute()).isEqualTo(attribute);
                    assertThat(refusal.table()).isIn("customers", "others");
                    assertThat(refusal).message().contains(refusal.operation()).doesNotContain("2026", "2027");
                });
        assertThat(fixture.refusals()).isEqualTo(before + 1);
    }

    private interface Answered {

        GetItemResponse call();
    }
}
