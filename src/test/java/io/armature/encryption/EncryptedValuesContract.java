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
package io.armature.encryption;

import static io.armature.encryption.Values.inLists;
import static io.armature.encryption.Values.n;
import static io.armature.encryption.Values.ordered;
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.ItemSizes;
import io.armature.encryption.LocalEncryption.Setup;
import io.armature.encryption.keys.KeyProvider;
import io.armature.support.DynamoDbEndpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.document.DocumentTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Values of every type, keys of every spelling and items of every size, stored and read back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("F10")
abstract class EncryptedValuesContract {

    private LocalEncryption local;
    private DynamoDbClient client;
    private String texts;
    private String numbers;

    /** Returns what wraps the data keys. */
    abstract KeyProvider provider(DynamoDbEndpoint endpoint);

    @BeforeAll
    void create(DynamoDbEndpoint endpoint) {
        local = LocalEncryption.on(endpoint, Setup.on(endpoint).provider(provider(endpoint)));
        client = endpoint.client();
        texts = createTable(endpoint.uniqueTableName("texts"), ScalarAttributeType.S);
        numbers = createTable(endpoint.uniqueTableName("numbers"), ScalarAttributeType.N);
    }

    /** Makes a table of which only the configuration says what is encrypted. */
    private String createTable(String name, ScalarAttributeType type) {
        client.createTable(request -> request.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(definition("id", type), definition("at", type)))
                .keySchema(List.of(key("id", KeyType.HASH), key("at", KeyType.RANGE))));
        local.catalogue().addEncrypted(name, Set.of("secret"));
        return name;
    }

    private static AttributeDefinition definition(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private DynamoDbTable<EnhancedDocument> table(String name, AttributeValueType type) {
        return local.table(
                name,
                DocumentTableSchema.builder()
                        .addIndexPartitionKey(TableMetadata.primaryIndexName(), "id", type)
                        .addIndexSortKey(TableMetadata.primaryIndexName(), "at", type)
                        .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                        .build());
    }

    @ParameterizedTest
    @EnumSource(WriteKind.class)
    void valuesOfEveryTypeShouldComeBackAsTheyWere(WriteKind kind) {
        Values.golden().forEach((name, value) -> assertRoundTrip(kind, name, value));
    }

    @ParameterizedTest
    @EnumSource(WriteKind.class)
    void valuesInThirtyOneContainersShouldComeBackAsTheyWere(WriteKind kind) {
        assertRoundTrip(kind, "deep list", inLists(31, s("x")));
        AttributeValue deep = AttributeValue.fromSs(List.of("a"));
        for (int i = 0; i < 31; i++) {
            deep = AttributeValue.fromM(Map.of("m", deep));
        }
        assertRoundTrip(kind, "deep map", deep);
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> write(kind, "too deep", inLists(32, s("x"))))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(EncryptionException.Reason.TOO_DEEP));
    }

    @ParameterizedTest
    @EnumSource(WriteKind.class)
    void randomValuesShouldComeBackAsTheyWere(WriteKind kind) {
        Random random = new Random(4);
        for (int i = 0; i < 150; i++) {
            assertRoundTrip(kind, "random " + i, Values.random(random, 5));
        }
    }

    private void assertRoundTrip(WriteKind kind, String id, AttributeValue value) {
        Map<String, AttributeValue> stored = write(kind, id, value);
        if (kind == WriteKind.UPDATE && Boolean.TRUE.equals(value.nul())) {
            assertThat(stored).doesNotContainKey("secret");
            return;
        }
        EnvelopeForm form = kind == WriteKind.PUT ? EnvelopeForm.ITEM_KEY : EnvelopeForm.INLINE_KEY;
        assertThat(EnvelopeForm.of(Objects.requireNonNull(stored.get("secret"))))
                .as(id)
                .isEqualTo(form);
        AttributeValue opened =
                Objects.requireNonNull(local.decryptor().open(texts, stored).get("secret"));
        assertThat(ordered(opened)).as(id).isEqualTo(ordered(value));
    }

    private Map<String, AttributeValue> write(WriteKind kind, String id, AttributeValue value) {
        Map<String, AttributeValue> key = Map.of("id", s(id), "at", s(kind.name()));
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put("secret", value);
        DynamoDbTable<EnhancedDocument> table = table(texts, AttributeValueType.S);
        EnhancedDocument document = EnhancedDocument.fromAttributeValueMap(item);
        if (kind == WriteKind.PUT) {
            table.putItem(document);
        } else {
            table.updateItem(document);
        }
        return client.getItem(request -> request.tableName(texts).key(key)).item();
    }

    @Test
    @Tag("F12")
    void keysThatAreNumbersShouldOpenInEverySpelling() {
        DynamoDbTable<EnhancedDocument> table = table(numbers, AttributeValueType.N);
        List<String> spellings = List.of(
                "1.0",
                "100",
                "1E+2",
                "-0",
                "0.00",
                "+5",
                "1.50",
                "-7e-3",
                ".5",
                "123456789012345678901234567890",
                "1E125",
                "-9.9999999999999999999999999999999999999E+125",
                "1E-130",
                "00012.3400");
        for (String partition : spellings) {
            for (String sort : spellings) {
                Map<String, AttributeValue> item =
                        Map.of("id", n(partition), "at", n(sort), "secret", s(partition + "|" + sort));
                EnhancedDocument document = EnhancedDocument.fromAttributeValueMap(item);
                table.putItem(document);
                assertOpens(partition, sort);
                table.updateItem(document);
                assertOpens(partition, sort);
            }
        }
    }

    private void assertOpens(String partition, String sort) {
        Map<String, AttributeValue> stored = client.getItem(
                        request -> request.tableName(numbers).key(Map.of("id", n(partition), "at", n(sort))))
                .item();
        assertThat(local.decryptor().open(numbers, stored)).containsEntry("secret", s(partition + "|" + sort));
    }

    @Test
    void largestItemThatFitsEncryptedShouldBeStoredAndOneByteMoreRefusedWithBothSizes() {
        DynamoDbTable<EnhancedDocument> table = table(texts, AttributeValueType.S);
        Map<String, AttributeValue> small = write(WriteKind.PUT, "large", s(""));
        int overhead = (int) (ItemSizes.of(small) - ItemSizes.of(item("")));
        int room = (int) (ItemSizes.MAXIMUM - ItemSizes.of(item("")));

        String largest = "x".repeat(room - overhead);
        table.putItem(document(largest));
        assertThat(local.decryptor()
                        .open(
                                texts,
                                client.getItem(request ->
                                                request.tableName(texts).key(Map.of("id", s("large"), "at", s("PUT"))))
                                        .item()))
                .containsEntry("secret", s(largest));

        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> table.putItem(document(largest + "x")))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(EncryptionException.Reason.ITEM_TOO_LARGE))
                .satisfies(ex -> assertThat(ex.encryptedSize()).isEqualTo(ItemSizes.MAXIMUM + 1))
                .satisfies(ex -> assertThat(ex.plainSize()).isEqualTo(ItemSizes.MAXIMUM + 1 - overhead))
                .withMessageContaining("409601 bytes, " + (409_601 - overhead) + " without encryption")
                .withMessageNotContaining("xxx");
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> table.putItem(document("x".repeat(room))))
                .satisfies(ex -> assertThat(ex.plainSize()).isEqualTo(ItemSizes.MAXIMUM));
        // What does not fit without encryption either is left to DynamoDB to refuse.
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> table.putItem(document("x".repeat(room + 1))))
                .withMessageContaining("exceeded the maximum allowed size");
    }

    private static EnhancedDocument document(String secret) {
        return EnhancedDocument.fromAttributeValueMap(item(secret));
    }

    private static Map<String, AttributeValue> item(String secret) {
        return Map.of("id", s("large"), "at", s("PUT"), "secret", s(secret));
    }

    @Test
    void sizeShouldBeThatOfTheEngineAtTheLimit() {
        Map<String, AttributeValue> item = new HashMap<>(Values.golden());
        item.keySet().removeAll(List.of("number", "number-set", "list", "map"));
        item.put("größe", s("ä€👋"));
        item.put(
                "list",
                AttributeValue.fromL(List.of(s("x"), AttributeValue.fromBool(true), AttributeValue.fromL(List.of()))));
        item.put("map", AttributeValue.fromM(Map.of("ä", s("x"), "m", AttributeValue.fromM(Map.of("n", s(""))))));
        assertThat(differenceToTheEngine(item)).isZero();
    }

    /** The rules call the size of numbers approximate: the engine takes up to a byte more for some. */
    @Test
    void sizeOfNumbersShouldBeNearThatOfTheEngine() {
        List<AttributeValue> numbers =
                List.of(n("0"), n("1"), n("12"), n("123"), n("-1"), n("1E+20"), n("0.001"), n("9".repeat(38)));
        assertThat(differenceToTheEngine(Map.of("list", AttributeValue.fromL(numbers))))
                .isBetween(-numbers.size(), 0);
    }

    /** Returns how many bytes more the engine takes in an item than the rules say, below zero for less. */
    private int differenceToTheEngine(Map<String, AttributeValue> others) {
        Map<String, AttributeValue> item = new HashMap<>(others);
        item.put("id", s("limit"));
        item.put("at", s("limit"));
        item.put("fill", s(""));
        int room = (int) (ItemSizes.MAXIMUM - ItemSizes.of(item));
        int low = room - 300;
        int high = room + 300;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            item.put("fill", s("x".repeat(middle)));
            if (fits(item)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low - room;
    }

    private boolean fits(Map<String, AttributeValue> item) {
        try {
            client.putItem(request -> request.tableName(texts).item(item));
            return true;
        } catch (DynamoDbException ex) {
            return false;
        }
    }

    @Test
    void roughSizeShouldNeverBeBelowTheSizeNorThatOfThePlaintext() {
        Random random = new Random(5);
        Location where = new Location("t", "a");
        for (int i = 0; i < 20_000; i++) {
            AttributeValue value = Values.random(random, 5);
            Map<String, AttributeValue> item = Map.of("ä", value);
            assertThat(SizeBounds.atMost(item)).isGreaterThanOrEqualTo(ItemSizes.of(item));
            assertThat(SizeBounds.atMost(value)).isGreaterThanOrEqualTo(PlaintextWriter.write(where, value).length);
        }
    }
}
