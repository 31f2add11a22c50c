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
package io.armature.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

class DynamoDbJsonTests {

    private static final String DIGITS = "-1.2345678901234567890123456789012345678E-130";

    @Test
    void writeShouldNameTheTypeOfEachValue() {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put("text", AttributeValue.fromS("a \"b\"\n\u20ac \ud83d\ude00"));
        item.put("empty", AttributeValue.fromS(""));
        item.put("number", AttributeValue.fromN(DIGITS));
        item.put("binary", bytes(0, 255, 128));
        item.put("texts", AttributeValue.fromSs(List.of("b", "a")));
        item.put("numbers", AttributeValue.fromNs(List.of("1.0", "1e2")));
        item.put("binaries", AttributeValue.fromBs(List.of(bytes(1).b(), bytes().b())));
        item.put(
                "map",
                AttributeValue.fromM(Map.of("list", AttributeValue.fromL(List.of(AttributeValue.fromNul(true))))));
        item.put("nothing", AttributeValue.fromM(Map.of()));
        item.put("none", AttributeValue.fromL(List.of()));
        item.put("no", AttributeValue.fromBool(false));

        String json = write(item);

        assertThat(json)
                .isEqualTo(String.join(
                        ",",
                        "{\"text\":{\"S\":\"a \\\"b\\\"\\n\u20ac \\uD83D\\uDE00\"}",
                        "\"empty\":{\"S\":\"\"}",
                        "\"number\":{\"N\":\"" + DIGITS + "\"}",
                        "\"binary\":{\"B\":\"AP+A\"}",
                        "\"texts\":{\"SS\":[\"b\",\"a\"]}",
                        "\"numbers\":{\"NS\":[\"1.0\",\"1e2\"]}",
                        "\"binaries\":{\"BS\":[\"AQ==\",\"\"]}",
                        "\"map\":{\"M\":{\"list\":{\"L\":[{\"NULL\":true}]}}}",
                        "\"nothing\":{\"M\":{}}",
                        "\"none\":{\"L\":[]}",
                        "\"no\":{\"BOOL\":false}}"));
        assertThat(read(json)).isEqualTo(item);
    }

    @Test
    void readWhenItemIsRandomShouldReturnWhatWasWritten() {
        Random random = new Random(38);
        for (int round = 0; round < 2_000; round++) {
            Map<String, AttributeValue> item = attributes(random, 4);

            assertThat(read(write(item))).isEqualTo(item);
        }
    }

    @Test
    void readWhenDocumentIsAsDeepAsDynamoDbAllowsShouldReadIt() {
        AttributeValue value = AttributeValue.fromS("core");
        for (int level = 0; level < 32; level++) {
            value = level % 2 == 0 ? AttributeValue.fromL(List.of(value)) : AttributeValue.fromM(Map.of("x", value));
        }
        Map<String, AttributeValue> item = Map.of("deep", value);

        assertThat(read(write(item))).isEqualTo(item);
    }

    @Test
    void readWhenValueIsAsLongAsDynamoDbAllowsShouldReadIt() {
        Map<String, AttributeValue> item = Map.of("n".repeat(65_535), AttributeValue.fromS("x".repeat(400_000)));

        assertThat(read(write(item))).isEqualTo(item);
    }

    @Test
    void writeWhenValueHasNoTypeShouldWriteNone() {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put("none", null);
        item.put("untyped", AttributeValue.builder().build());

        assertThat(write(item)).isEqualTo("{\"none\":{},\"untyped\":{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{\"a\":\"secret\"}",
                "{\"a\":{}}",
                "{\"a\":{\"X\":\"secret\"}}",
                "{\"a\":{\"S\":7}}",
                "{\"a\":{\"S\":null}}",
                "{\"a\":{\"N\":12345}}",
                "{\"a\":{\"S\":\"secret\",\"N\":\"1\"}}",
                "{\"a\":{\"B\":\"sec*et\"}}",
                "{\"a\":{\"SS\":[\"secret\",7]}}",
                "{\"a\":{\"L\":[\"secret\"]}}",
                "{\"a\":{\"M\":[]}}",
                "{\"a\":{\"BOOL\":\"secret\"}}",
                "{\"a\":{\"S\":\"secret\"},\"a\":{\"S\":\"secret\"}}",
                "{\"a\":{\"S\":\"secret\"}",
                "{\"a\":{\"S\":\"secret",
                "secret",
                ""
            })
    void readWhenThereIsNoItemShouldSayWhereWithoutValues(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(json))
                .withMessageStartingWith("What is at line 1, column ")
                .withMessageNotContaining("sec")
                .withNoCause();
    }

    private static Map<String, AttributeValue> attributes(Random random, int depth) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (int count = random.nextInt(5); count > 0; count--) {
            attributes.put(name(random), value(random, depth));
        }
        return attributes;
    }

    private static AttributeValue value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> AttributeValue.fromS(text(random));
            case 1 -> AttributeValue.fromN(Long.toString(random.nextLong()));
            case 2 -> bytes(random);
            case 3 -> AttributeValue.fromBool(random.nextBoolean());
            case 4 -> AttributeValue.fromNul(true);
            case 5 -> AttributeValue.fromSs(List.of(text(random), text(random)));
            case 6 -> AttributeValue.fromNs(List.of("" + random.nextInt(), "" + random.nextDouble()));
            case 7 -> AttributeValue.fromBs(List.of(bytes(random).b()));
            case 8 -> AttributeValue.fromM(attributes(random, depth - 1));
            default -> {
                List<AttributeValue> elements = new ArrayList<>();
                for (int count = random.nextInt(4); count > 0; count--) {
                    elements.add(value(random, depth - 1));
                }
                yield AttributeValue.fromL(elements);
            }
        };
    }

    /** Names are what DynamoDB can store; a parser refuses others. */
    private static String name(Random random) {
        return text(random).replaceAll("\\p{Cs}", "-");
    }

    /** Any characters at all: controls, and halves of surrogate pairs. */
    private static String text(Random random) {
        char[] characters = new char[random.nextInt(8)];
        for (int index = 0; index < characters.length; index++) {
            characters[index] = (char) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(65_536));
        }
        return new String(characters);
    }

    private static AttributeValue bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(10)];
        random.nextBytes(bytes);
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    private static AttributeValue bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    private static String write(Map<String, AttributeValue> item) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = DynamoDbJson.factory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            DynamoDbJson.write(item, json);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, AttributeValue> read(String text) {
        try (JsonParser json =
                DynamoDbJson.factory().createParser(ObjectReadContext.empty(), text.getBytes(StandardCharsets.UTF_8))) {
            return new DynamoDbJsonReader(json).item();
        }
    }
}
