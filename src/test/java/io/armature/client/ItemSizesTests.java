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

import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Sizes by the rules, and that an engine draws the line of 400 KB at the same byte. */
@WithDynamoDbLocal
class ItemSizesTests {

    private static DynamoDbClient client;

    private static String table;

    @BeforeAll
    static void createTable(DynamoDbEndpoint endpoint) {
        client = endpoint.client();
        table = endpoint.uniqueTableName("sizes");
        client.createTable(request -> request.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build()));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(AttributeValue.fromS(""), 0),
                Arguments.of(AttributeValue.fromS("aä€😀"), 10),
                Arguments.of(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[7])), 7),
                Arguments.of(AttributeValue.fromBool(true), 1),
                Arguments.of(AttributeValue.fromNul(true), 1),
                Arguments.of(AttributeValue.fromN("0"), 1),
                Arguments.of(AttributeValue.fromN("7"), 2),
                Arguments.of(AttributeValue.fromN("12"), 2),
                Arguments.of(AttributeValue.fromN("123"), 3),
                Arguments.of(AttributeValue.fromN("-123"), 4),
                Arguments.of(AttributeValue.fromN("12000000"), 2),
                Arguments.of(AttributeValue.fromN("1200000"), 3),
                Arguments.of(AttributeValue.fromN("0.5"), 2),
                Arguments.of(AttributeValue.fromN("1.2"), 3),
                Arguments.of(AttributeValue.fromN("-1.23"), 4),
                Arguments.of(AttributeValue.fromN("12345678901234567890123456789012345678"), 20),
                Arguments.of(AttributeValue.fromSs(List.of("ab", "c")), 3),
                Arguments.of(AttributeValue.fromNs(List.of("1", "123")), 5),
                Arguments.of(AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[3]))), 3),
                Arguments.of(AttributeValue.fromL(List.of()), 3),
                Arguments.of(AttributeValue.fromM(Map.of()), 3),
                Arguments.of(
                        AttributeValue.fromL(List.of(AttributeValue.fromS("ab"), AttributeValue.fromBool(true))), 8),
                Arguments.of(AttributeValue.fromM(Map.of("k", AttributeValue.fromS("ab"))), 7),
                Arguments.of(
                        AttributeValue.fromM(Map.of("k", AttributeValue.fromL(List.of(AttributeValue.fromS("ab"))))),
                        11));
    }

    @ParameterizedTest
    @MethodSource("values")
    void ofShouldCountByTheRules(AttributeValue value, long expected) {
        assertThat(ItemSizes.of("ä", value)).isEqualTo(2 + expected);
        assertThat(ItemSizes.of(Map.of("ä", value, "b", AttributeValue.fromS(""))))
                .isEqualTo(3 + expected);
    }

    @ParameterizedTest
    @MethodSource("values")
    void ofShouldDrawTheLineWhereTheEngineDoes(AttributeValue value, long expected) {
        assertThat(put(filled(value, ItemSizes.MAXIMUM))).isTrue();
        assertThat(put(filled(value, ItemSizes.MAXIMUM + 1))).isFalse();
    }

    private static Map<String, AttributeValue> filled(AttributeValue value, long size) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("id", AttributeValue.fromS("1"));
        item.put("v", value);
        item.put("f", AttributeValue.fromS(""));
        item.put("f", AttributeValue.fromS("x".repeat((int) (size - ItemSizes.of(item)))));
        assertThat(ItemSizes.of(item)).isEqualTo(size);
        return item;
    }

    private static boolean put(Map<String, AttributeValue> item) {
        try {
            client.putItem(request -> request.tableName(table).item(item));
            return true;
        } catch (DynamoDbException ex) {
            assertThat(ex.getMessage()).contains("exceeded the maximum allowed size");
            return false;
        }
    }

    /** Numbers without exponents are counted in another way than those with one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                "7",
                "-12",
                "1200",
                "120",
                "-1.23",
                "0.05",
                "100.001",
                "0012.300",
                "98765432109876543210"
            })
    void ofWhenNumberIsSpeltOtherwiseShouldCountTheSame(String number) {
        BigDecimal value = new BigDecimal(number);
        long expected = ItemSizes.of("n", AttributeValue.fromN(number));

        assertThat(ItemSizes.of("n", AttributeValue.fromN(value.unscaledValue() + "E" + -value.scale())))
                .isEqualTo(expected);
        assertThat(ItemSizes.of(
                        "n",
                        AttributeValue.fromN(
                                value.multiply(BigDecimal.valueOf(100)).toPlainString())))
                .isEqualTo(expected);
    }

    @Test
    void largestShouldSortBySize() {
        Map<String, AttributeValue> item = Map.of(
                "small", AttributeValue.fromS("x"),
                "large", AttributeValue.fromS("x".repeat(100)),
                "middle", AttributeValue.fromS("x".repeat(10)));
        assertThat(ItemSizes.largest(item, 2).entrySet())
                .containsExactly(Map.entry("large", 105L), Map.entry("middle", 16L));
    }
}
