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
package io.armature.benchmark.encryption;

import io.armature.benchmark.Operation;
import io.armature.benchmark.StubbedTransport;
import io.armature.benchmark.Subject;
import io.armature.client.ClientLayers;
import io.armature.client.TableCatalogue;
import io.armature.encryption.DataKeys;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.EncryptionExtension;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.KeyCacheSettings;
import io.armature.encryption.KeyContexts;
import io.armature.encryption.PlaintextPolicies;
import io.armature.encryption.Tenants;
import io.armature.encryption.WithheldAttributes;
import io.armature.encryption.guard.PlaintextGuardLayer;
import io.armature.encryption.keys.KeyProvider;
import io.armature.encryption.keys.KmsKeyProvider;
import io.armature.encryption.keys.LocalKeyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext.BeforeWrite;
import software.amazon.awssdk.enhanced.dynamodb.extensions.WriteModification;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Armature as its auto-configuration puts it together, with a local key and the defaults of all limits. */
final class ArmatureSubjects {

    private final EncryptionStatistics statistics = new EncryptionStatistics();

    private final WithheldAttributes withheld = new WithheldAttributes();

    private final EncryptedTables tables =
            new EncryptedTables(new TableCatalogue(), name -> name, PlaintextPolicies.forbid());

    private final EncryptionExtension extension;

    private ArmatureSubjects(KeyProvider provider) {
        Tenants nobody = (table, primaryKey) -> "";
        KeyContexts contexts = new KeyContexts("", 0, Map.of());
        DataKeys keys = new DataKeys(provider, contexts, KeyCacheSettings.defaults(), null, statistics);
        this.extension = new EncryptionExtension(tables, keys, nobody, withheld, statistics);
    }

    /** Takes a local key. */
    static ArmatureSubjects ofLocalKey() throws IOException {
        Path directory = Files.createTempDirectory("armature-benchmark");
        Path file = directory.resolve("key");
        try {
            return new ArmatureSubjects(LocalKeyProvider.open(file));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    /** Takes a key of KMS. */
    static ArmatureSubjects ofKms(CountingKms kms) {
        return new ArmatureSubjects(new KmsKeyProvider(kms, CountingKms.KEY, List.of()));
    }

    ItemEncryption item() {
        BeforeWrite write = CapturedWrite.ofPut(SampleItem.schema(true));
        return new ItemEncryption(
                () -> extension.beforeWrite(write).transformedItem(),
                encrypted -> extension
                        .afterRead(new StoredItem(encrypted, write.operationContext(), write.tableMetadata()))
                        .transformedItem());
    }

    /** Puts the operations where they belong. */
    void addTo(Map<Subject, Operation> operations) {
        ItemEncryption item = item();
        Map<String, AttributeValue> encrypted = item.checked();
        operations.put(Subjects.ARMATURE_ENCRYPT, item::encrypt);
        operations.put(Subjects.ARMATURE_DECRYPT, () -> item.decrypt(encrypted));
        operations.put(Subjects.PLAIN_PUT, plainPut());
        operations.put(Subjects.RING_PUT, ringPut());
        operations.put(Subjects.SIZED_PUT, sizedPut(encrypted));
        operations.put(Subjects.ARMATURE_PUT, encryptedPut());
    }

    private static Operation plainPut() {
        StubbedTransport transport = new StubbedTransport();
        return Puts.checked(transport, false, Puts.of(transport.client(), SampleItem.schema(false)));
    }

    private static Operation ringPut() {
        StubbedTransport transport = new StubbedTransport();
        ClientLayers ring = new ClientLayers(List.of());
        return Puts.checked(transport, false, Puts.of(ring.wrap(transport.client()), SampleItem.schema(false)));
    }

    private static Operation sizedPut(Map<String, AttributeValue> encrypted) {
        StubbedTransport transport = new StubbedTransport();
        DynamoDbEnhancedClientExtension ready = new DynamoDbEnhancedClientExtension() {
            @Override
            public WriteModification beforeWrite(BeforeWrite context) {
                return WriteModification.builder().transformedItem(encrypted).build();
            }
        };
        return Puts.checked(transport, true, Puts.of(transport.client(), SampleItem.schema(false), ready));
    }

    private Operation encryptedPut() {
        StubbedTransport transport = new StubbedTransport();
        ClientLayers ring = new ClientLayers(List.of(new PlaintextGuardLayer(tables, withheld, statistics)));
        return Puts.checked(
                transport, true, Puts.of(ring.wrap(transport.client()), SampleItem.schema(true), extension));
    }
}
