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

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.encryption.LocalEncryption.Setup;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithLocalStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.document.DocumentTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Every attribute of the whole record store encrypted, but for its keys, on LocalStack and its KMS. */
@WithLocalStack
@Tag("F8")
@Tag("slow")
class ChinookEncryptionTests {

    @ParameterizedTest
    @CsvSource({"customers,customerId,59", "orders,orderId,412", "tracks,trackId,3503"})
    void wholeTableShouldComeBackAsItWas(String data, String key, int size, DynamoDbEndpoint endpoint) {
        List<EnhancedDocument> documents = documents(data);
        assertThat(documents).hasSize(size);
        String table = create(endpoint, data, key);
        LocalEncryption writer = encryption(endpoint, table, documents, key);
        DynamoDbTable<EnhancedDocument> items = writer.table(table, schema(key));
        write(writer.enhanced(), items, documents);

        List<Map<String, AttributeValue>> stored =
                endpoint.client().scanPaginator(request -> request.tableName(table)).items().stream()
                        .toList();
        assertThat(stored)
                .hasSize(size)
                .allSatisfy(item -> item.forEach((name, value) -> {
                    if (!name.equals(key) && !name.equals(ReservedNames.KEY_RECORD)) {
                        assertThat(EnvelopeForm.of(value)).as(name).isEqualTo(EnvelopeForm.ITEM_KEY);
                    }
                }));
        // As another instance, which has no key at hand
        writer.flush();
        assertThat(items.scan().items().stream().map(EnhancedDocument::toMap))
                .containsExactlyInAnyOrderElementsOf(
                        documents.stream().map(EnhancedDocument::toMap).toList());
        assertThat(writer.statistics().of(EncryptionStatistics.Event.KEY_UNWRAPPED))
                .as("keys unwrapped for %d items", size)
                .isEqualTo(1);
    }

    private static LocalEncryption encryption(
            DynamoDbEndpoint endpoint, String table, List<EnhancedDocument> documents, String key) {
        LocalEncryption encryption =
                LocalEncryption.guarded(endpoint, Setup.on(endpoint).provider(LocalStackKms.provider(endpoint)));
        Set<String> attributes = new HashSet<>();
        documents.forEach(document -> attributes.addAll(document.toMap().keySet()));
        attributes.remove(key);
        encryption.catalogue().addEncrypted(table, attributes);
        return encryption;
    }

    private static String create(DynamoDbEndpoint endpoint, String data, String key) {
        String table = endpoint.uniqueTableName(data);
        endpoint.client()
                .createTable(request -> request.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName(key)
                                .attributeType(ScalarAttributeType.N)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName(key)
                                .keyType(KeyType.HASH)
                                .build()));
        return table;
    }

    private static DocumentTableSchema schema(String key) {
        return DocumentTableSchema.builder()
                .addIndexPartitionKey(TableMetadata.primaryIndexName(), key, AttributeValueType.N)
                .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                .build();
    }

    private static void write(
            DynamoDbEnhancedClient client, DynamoDbTable<EnhancedDocument> table, List<EnhancedDocument> documents) {
        for (int from = 0; from < documents.size(); from += 25) {
            WriteBatch.Builder<EnhancedDocument> batch =
                    WriteBatch.builder(EnhancedDocument.class).mappedTableResource(table);
            documents.subList(from, Math.min(from + 25, documents.size())).forEach(batch::addPutItem);
            assertThat(client.batchWriteItem(request -> request.writeBatches(batch.build()))
                            .unprocessedPutItemsForTable(table))
                    .isEmpty();
        }
    }

    private static List<EnhancedDocument> documents(String data) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new ClassPathResource("chinook/" + data + ".jsonl").getInputStream(), StandardCharsets.UTF_8))) {
            List<EnhancedDocument> documents = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                documents.add(EnhancedDocument.builder()
                        .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                        .json(Objects.requireNonNull(line))
                        .build());
            }
            return documents;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
