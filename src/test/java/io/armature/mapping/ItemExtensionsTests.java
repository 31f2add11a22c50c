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
package io.armature.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import io.armature.client.MisconfigurationException;
import io.armature.client.TableCatalogue;
import io.armature.encryption.DataKeys;
import io.armature.encryption.DecryptionException;
import io.armature.encryption.Encrypted;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.EncryptionExtension;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.KeyCacheSettings;
import io.armature.encryption.KeyContexts;
import io.armature.encryption.PlaintextPolicies;
import io.armature.encryption.WithheldAttributes;
import io.armature.encryption.keys.InMemoryKeyProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.extensions.AtomicCounterExtension;
import software.amazon.awssdk.enhanced.dynamodb.extensions.ReadModification;
import software.amazon.awssdk.enhanced.dynamodb.extensions.VersionedRecordExtension;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemExtensionsTests {

    private final List<String> order = new ArrayList<>();

    @Test
    void chainShouldHoldOwnExtensionsThenVersionThenCounters() {
        Recording own = new Recording("own");
        assertThat(new ItemExtensions(List.of(own)).toList())
                .hasSize(5)
                .startsWith(own)
                .extracting(Object::getClass)
                .asInstanceOf(InstanceOfAssertFactories.list(Class.class))
                .containsSubsequence(
                        VersionedRecordExtension.class, AtomicCounterExtension.class, WrittenItemExtension.class);
    }

    @Test
    void chainWhenVersionAndCounterAreOwnShouldNotHoldThemTwice() {
        List<DynamoDbEnhancedClientExtension> own = List.of(
                AtomicCounterExtension.builder().build(),
                VersionedRecordExtension.builder().build());
        assertThat(new ItemExtensions(own).toList())
                .hasSize(4)
                .startsWith(own.toArray(new DynamoDbEnhancedClientExtension[0]));
    }

    @Test
    void afterReadShouldGoBackward() {
        Entity<Note> entity = new Entities(
                        new EntitySchemas(List.of()), new TableNames("dev-", Map.of()), new TableCatalogue())
                .get(Note.class);
        ItemExtensions extensions = new ItemExtensions(List.of(new Recording("first"), new Recording("second")));
        assertThat(extensions.afterRead(entity, Map.of("id", AttributeValue.fromS("a"))))
                .containsOnlyKeys("id");
        assertThat(order).containsExactly("second of dev-note", "first of dev-note");
    }

    @Test
    @Tag("F17")
    void encryptionShouldBeLastOnWritingAndLeftOutForWhatWasWritten() {
        TableCatalogue catalogue = new TableCatalogue();
        Entities entities = new Entities(new EntitySchemas(List.of()), new TableNames("dev-", Map.of()), catalogue);
        Entity<Letter> entity = entities.get(Letter.class);
        EncryptionStatistics statistics = new EncryptionStatistics();
        KeyContexts contexts = new KeyContexts("", 0, Map.of());
        EncryptionExtension encryption = new EncryptionExtension(
                new EncryptedTables(catalogue, name -> name, PlaintextPolicies.forbid()),
                new DataKeys(new InMemoryKeyProvider(), contexts, KeyCacheSettings.defaults(), null, statistics),
                (table, key) -> "",
                new WithheldAttributes(),
                statistics);
        Recording own = new Recording("own");
        ItemExtensions extensions = new ItemExtensions(List.of(encryption, own), encryption);
        assertThat(extensions.toList()).hasSize(5).startsWith(own).endsWith(encryption);

        Map<String, AttributeValue> plain = Map.of("id", AttributeValue.fromS("a"), "text", AttributeValue.fromS("b"));
        assertThat(extensions.afterWrite(entity, plain)).isEqualTo(plain);
        assertThat(order).hasSize(1);
        assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> extensions.afterRead(entity, plain));
        assertThat(order).as("decryption comes first").hasSize(1);
    }

    @Test
    @Tag("F16")
    void writeWhenSchemaIsEncryptedAndThereAreNoKeysShouldRefuseBeforeACall() {
        DynamoDbClient client = mock(DynamoDbClient.class);
        DynamoDbTable<Letter> table = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions(new ItemExtensions(List.of()).toList())
                .build()
                .table("letters", new EntitySchemas(List.of()).of(Letter.class));
        Letter letter = new Letter("a", "secret");
        for (ThrowingCallable write :
                List.<ThrowingCallable>of(() -> table.putItem(letter), () -> table.updateItem(letter))) {
            assertThatExceptionOfType(MisconfigurationException.class)
                    .isThrownBy(write)
                    .withMessageContaining("'letters' encrypts [text]")
                    .withMessageNotContaining("secret")
                    .satisfies(ex -> assertThat(ex.action()).contains("armature.encryption.key-id"));
        }
        verifyNoInteractions(client);
    }

    private final class Recording implements DynamoDbEnhancedClientExtension {

        private final String name;

        Recording(String name) {
            this.name = name;
        }

        @Override
        public ReadModification afterRead(DynamoDbExtensionContext.AfterRead context) {
            order.add(name + " of " + context.operationContext().tableName());
            return ReadModification.builder().build();
        }
    }

    record Note(@DynamoDbPartitionKey String id) {}

    record Letter(
            @DynamoDbPartitionKey String id, @Encrypted String text) {}
}
