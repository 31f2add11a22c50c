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

import static io.armature.encryption.ItemsFixture.item;
import static io.armature.encryption.ItemsFixture.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.armature.encryption.EncryptionStatistics.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.OperationContext;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.document.DocumentTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** What the enhanced client sends and returns with the extension. */
@Tag("F9a")
class EncryptionExtensionTests {

    private final ItemsFixture fixture = ItemsFixture.create();

    private final StubClient client = new StubClient();

    private final DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder()
            .dynamoDbClient(client)
            .extensions(fixture.extension)
            .build();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void putShouldSendCiphertextAndGetReturnPlaintext() {
        DynamoDbTable<EnhancedDocument> customers = enhanced.table(ItemsFixture.TABLE, schema());
        EnhancedDocument document = EnhancedDocument.fromAttributeValueMap(item("1"));

        customers.putItem(document);

        assertThat(EnvelopeForm.of(client.item.get("email"))).isEqualTo(EnvelopeForm.ITEM_KEY);
        assertThat(client.item).containsKey("_ak").containsAllEntriesOf(without(item("1"), "email", "tel", "address"));
        EnhancedDocument read =
                customers.getItem(Key.builder().partitionValue("1").sortValue(7).build());
        assertThat(read.toMap()).isEqualTo(item("1"));
    }

    @Test
    void updateShouldSendInlineRecords() {
        enhanced.table(ItemsFixture.TABLE, schema())
                .updateItem(EnhancedDocument.fromAttributeValueMap(without(item("1"), "tel", "address")));

        assertThat(client.updated)
                .satisfies(values -> assertThat(values).hasSize(2))
                .anySatisfy(value -> assertThat(EnvelopeForm.of(value)).isEqualTo(EnvelopeForm.INLINE_KEY))
                .contains(AttributeValue.fromS("Bern"));
    }

    @Test
    @Tag("F18")
    void putAndGetWhenTableHasNoEncryptedAttributesShouldChangeNothing() {
        DynamoDbTable<EnhancedDocument> others = enhanced.table("prod-others", schema());

        others.putItem(EnhancedDocument.fromAttributeValueMap(item("1")));

        assertThat(client.item).isEqualTo(item("1"));
        assertThat(others.getItem(Key.builder().partitionValue("1").sortValue(7).build())
                        .toMap())
                .isEqualTo(item("1"));
        assertThat(fixture.statistics.of(Event.ENCRYPTED)).isZero();
        assertThat(fixture.statistics.of(Event.DECRYPTED)).isZero();
    }

    @Test
    void getWhenStoredValueIsPlaintextShouldRefuse() {
        client.item = item("1");
        DynamoDbTable<EnhancedDocument> customers = enhanced.table(ItemsFixture.TABLE, schema());

        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> customers.getItem(
                        Key.builder().partitionValue("1").sortValue(7).build()));
    }

    @Test
    void beforeWriteWhenOperationIsUnknownShouldRefuse() {
        assertThatIllegalStateException()
                .isThrownBy(() -> fixture.extension.beforeWrite(new UnknownWrite()))
                .withMessageContaining("writes to table 'prod-customers' by null")
                .withMessageContaining("Use a release that was made for this version");
    }

    @Test
    void prepareWhenThereIsOneItemOrNoEncryptedTableShouldUnwrapNothing() {
        Map<String, AttributeValue> sealed = fixture.put(item("1"));
        fixture.keys.keys.flush();

        fixture.extension.prepare(ItemsFixture.TABLE, schema().tableMetadata(), List.of(sealed));
        fixture.extension.prepare("prod-others", schema().tableMetadata(), List.of(sealed, sealed));
        assertThat(fixture.keys.provider.unwrapped()).isZero();

        fixture.extension.prepare(ItemsFixture.TABLE, schema().tableMetadata(), List.of(sealed, sealed));
        assertThat(fixture.keys.provider.unwrapped()).isEqualTo(1);
    }

    /** Returns a schema of any document with the keys of the fixture's table. */
    static DocumentTableSchema schema() {
        return DocumentTableSchema.builder()
                .addIndexPartitionKey(TableMetadata.primaryIndexName(), "id", AttributeValueType.S)
                .addIndexSortKey(TableMetadata.primaryIndexName(), "at", AttributeValueType.N)
                .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                .build();
    }

    /** Keeps the item that was put, and what was to be set by an update. */
    private static final class StubClient implements DynamoDbClient {

        private Map<String, AttributeValue> item = new HashMap<>();

        private List<AttributeValue> updated = List.of();

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            item = request.item();
            return PutItemResponse.builder().build();
        }

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            return GetItemResponse.builder().item(item).build();
        }

        @Override
        public UpdateItemResponse updateItem(UpdateItemRequest request) {
            updated = List.copyOf(request.expressionAttributeValues().values());
            return UpdateItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    /** A write of a kind that a later version of the SDK might add. */
    private static final class UnknownWrite implements DynamoDbExtensionContext.BeforeWrite {

        @Override
        public Map<String, AttributeValue> items() {
            return item("1");
        }

        @Override
        public OperationContext operationContext() {
            return new OperationContext() {
                @Override
                public String tableName() {
                    return ItemsFixture.TABLE;
                }

                @Override
                public String indexName() {
                    return TableMetadata.primaryIndexName();
                }
            };
        }

        @Override
        public TableMetadata tableMetadata() {
            return schema().tableMetadata();
        }

        @Override
        public software.amazon.awssdk.enhanced.dynamodb.internal.operations.OperationName operationName() {
            return null;
        }
    }
}
