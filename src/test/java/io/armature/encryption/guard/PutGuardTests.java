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

import static io.armature.encryption.guard.GuardFixture.b;
import static io.armature.encryption.guard.GuardFixture.inline;
import static io.armature.encryption.guard.GuardFixture.keyRecord;
import static io.armature.encryption.guard.GuardFixture.n;
import static io.armature.encryption.guard.GuardFixture.ofItem;
import static io.armature.encryption.guard.GuardFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.encryption.guard.PlaintextRefusedException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Puts, alone, in batches and in transactions, by the table's name and its ARN. */
@Tag("F18")
class PutGuardTests {

    private static final String NAME = "customers-prod";

    private static final String ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/customers-prod";

    private final GuardFixture fixture = new GuardFixture(NAME);

    private final List<DynamoDbRequest> sent = new ArrayList<>();

    private final DynamoDbClient client = fixture.answering(request -> {
        sent.add(request);
        return Answers.empty(request);
    });

    static Stream<Arguments> allowed() {
        return everywhere(Stream.of(
                Map.of(),
                Map.of("plain", s("x"), "Email", s("x")),
                Map.of("email", inline()),
                Map.of("email", ofItem(), "_ak", keyRecord()),
                Map.of("email", ofItem(), "fax", inline(), "a.b", ofItem(), "_ak", keyRecord()),
                Map.of("phone", s("plain")),
                Map.of("phone", inline()),
                Map.of("phone", b(0x41), "_ak", keyRecord()),
                Map.of("plain", ofItem()),
                Map.of("plain", b(0x41, 0x72)),
                Map.of("a", AttributeValue.fromM(Map.of("b", s("x"))))));
    }

    static Stream<Arguments> refused() {
        Map<Map<String, AttributeValue>, Reason> refused = new HashMap<>();
        for (String attribute : List.of("email", "fax", "a.b")) {
            for (AttributeValue plain : List.of(
                    s("x"),
                    s(""),
                    n("1"),
                    b(),
                    b(0x41),
                    b(0x72, 0x41),
                    AttributeValue.fromBool(true),
                    AttributeValue.fromNul(true),
                    AttributeValue.fromSs(List.of("x")),
                    AttributeValue.fromL(List.of(inline())),
                    AttributeValue.fromM(Map.of("x", inline())),
                    AttributeValue.fromBs(List.of(inline().b())),
                    AttributeValue.builder().build())) {
                refused.put(Map.of(attribute, plain), Reason.PLAINTEXT);
            }
            refused.put(Map.of(attribute, ofItem()), Reason.KEY_RECORD_MISSING);
        }
        for (String attribute : List.of("email", "phone", "fax")) {
            refused.put(Map.of(attribute, b(0x41, 0x72)), Reason.DAMAGED_VALUE);
            refused.put(Map.of(attribute, cut(ofItem()), "_ak", keyRecord()), Reason.DAMAGED_VALUE);
            refused.put(Map.of(attribute, cut(inline(), 60)), Reason.DAMAGED_VALUE);
        }
        refused.put(Map.of("phone", ofItem()), Reason.KEY_RECORD_MISSING);
        refused.put(Map.of("email", ofItem(), "_ak", s("x")), Reason.KEY_RECORD_DAMAGED);
        refused.put(Map.of("email", ofItem(), "_ak", cut(keyRecord())), Reason.KEY_RECORD_DAMAGED);
        refused.put(Map.of("_ak", b(1, 2, 3)), Reason.KEY_RECORD_DAMAGED);
        return refused.entrySet().stream()
                .flatMap(entry -> everywhere(Stream.of(entry.getKey()))
                        .map(place -> Arguments.of(place.get()[0], place.get()[1], entry.getValue())));
    }

    private static AttributeValue cut(AttributeValue value) {
        return cut(value, value.b().asByteArrayUnsafe().length - 1);
    }

    private static AttributeValue cut(AttributeValue value, int length) {
        return AttributeValue.fromB(
                SdkBytes.fromByteArray(Arrays.copyOf(value.b().asByteArrayUnsafe(), length)));
    }

    private static Stream<Arguments> everywhere(Stream<Map<String, AttributeValue>> items) {
        return items.flatMap(item -> Stream.of(0, 1, 2, 3, 4, 5).map(place -> Arguments.of(place, item)));
    }

    private static DynamoDbRequest request(int place, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(GuardFixture.key());
        item.putAll(attributes);
        String table = place % 2 == 0 ? NAME : ARN;
        return switch (place / 2) {
            case 0 -> PutItemRequest.builder().tableName(table).item(item).build();
            case 1 ->
                BatchWriteItemRequest.builder()
                        .requestItems(
                                Map.of("orders", List.of(put(Map.of("email", s("x")))), table, List.of(put(item))))
                        .build();
            default ->
                TransactWriteItemsRequest.builder()
                        .transactItems(transacted("orders", Map.of("email", s("x"))), transacted(table, item))
                        .build();
        };
    }

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    private static TransactWriteItem transacted(String table, Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item))
                .build();
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void putWhenEncryptedShouldPassAsItIs(int place, Map<String, AttributeValue> item) {
        DynamoDbRequest request = request(place, item);

        Sender.send(client, request);

        assertThat(sent).singleElement().isSameAs(request);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void putWhenNotEncryptedShouldBeRefused(int place, Map<String, AttributeValue> item, Reason reason) {
        assertThatExceptionOfType(PlaintextRefusedException.class)
                .isThrownBy(() -> Sender.send(client, request(place, item)))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(reason);
                    assertThat(item).containsKey(refusal.attribute());
                });
        assertThat(sent).isEmpty();
        assertThat(fixture.refusals()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "phone", "_ak"})
    void writeWhenLegacyConditionNamesAnEncryptedAttributeShouldBeRefused(String attribute) {
        Map<String, ExpectedAttributeValue> expected =
                Map.of(attribute, ExpectedAttributeValue.builder().exists(false).build());
        for (DynamoDbRequest request : List.<DynamoDbRequest>of(
                PutItemRequest.builder()
                        .tableName(NAME)
                        .item(GuardFixture.key())
                        .expected(expected)
                        .build(),
                DeleteItemRequest.builder()
                        .tableName(NAME)
                        .key(GuardFixture.key())
                        .expected(expected)
                        .build())) {
            assertThatExceptionOfType(PlaintextRefusedException.class)
                    .isThrownBy(() -> Sender.send(client, request))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.LEGACY_PARAMETER));
        }
    }

    @Test
    void putWhenOnlyTheConfigurationNamesTheTableShouldBeGuarded() {
        fixture.catalogue.addEncrypted("legacy", Set.of("ssn"));

        assertThatExceptionOfType(PlaintextRefusedException.class)
                .isThrownBy(() ->
                        client.putItem(request -> request.tableName("legacy").item(Map.of("ssn", s("x")))));
        client.putItem(request -> request.tableName("legacy").item(Map.of("ssn", inline())));
        assertThat(sent).hasSize(1);
    }
}
