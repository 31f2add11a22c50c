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
package io.armature.benchmark.growth;

import io.armature.benchmark.Checks;
import io.armature.benchmark.Measurements;
import io.armature.benchmark.Subject;
import io.armature.client.TableCatalogue;
import io.armature.encryption.DataKeys;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.EncryptionExtension;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.KeyCacheSettings;
import io.armature.encryption.KeyContexts;
import io.armature.encryption.PlaintextPolicies;
import io.armature.encryption.WithheldAttributes;
import io.armature.encryption.keys.LocalKeyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;

/** Puts of an item with one encrypted attribute for so many tenants in turn, each of which has data keys of its own. */
final class DataKeyGrowth {

    static final String GROUP = "data-keys";

    /** Data keys made for each thousand of the puts that are measured. With KMS each is a request. */
    static final String MADE = "keys made";

    private static final int WARM_UP = 20_000;

    /** Ten times as many as keys are kept: what is held grows no more, and a million keys take half a minute to make. */
    private static final int MOST_BEFORE = 100_000;

    private static final String TABLE = "readings";

    private DataKeyGrowth() {}

    static void measure(List<Integer> numbers, Measurements measurements, Consumer<String> progress)
            throws IOException {
        Path directory = Files.createTempDirectory("armature-benchmark");
        Path file = directory.resolve("key");
        try {
            measure(file, WARM_UP, new Measurements());
            for (int number : numbers) {
                progress.accept("data keys, %,d".formatted(number));
                measure(file, number, measurements);
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static void measure(Path file, int number, Measurements measurements) {
        long before = KeyRun.heapInUse();
        EncryptionStatistics statistics = new EncryptionStatistics();
        try (DataKeys keys = new DataKeys(
                LocalKeyProvider.open(file),
                new KeyContexts("", 0, Map.of()),
                KeyCacheSettings.defaults(),
                null,
                statistics)) {
            DynamoDbTable<Reading> table = table(keys, statistics);
            Reading reading = new Reading();
            long[] uses = {0};
            Subject subject = new Subject(GROUP, "Armature, %,d keys".formatted(number));
            int used = Math.min(number, MOST_BEFORE);
            KeyRun.measure(measurements, subject, number, used, before, key -> {
                reading.setId("tenant-" + key);
                table.putItem(reading);
                uses[0]++;
            });
            Checks.require(statistics.of(Event.ENCRYPTED) == uses[0], "Not every put was encrypted");
            long made = statistics.of(Event.KEY_GENERATED) - used;
            measurements.put(subject, MADE, 1_000.0 * made / (uses[0] - used));
        }
    }

    private static DynamoDbTable<Reading> table(DataKeys keys, EncryptionStatistics statistics) {
        TableCatalogue catalogue = new TableCatalogue();
        catalogue.addEncrypted(TABLE, Set.of("degrees"));
        EncryptedTables tables = new EncryptedTables(catalogue, name -> name, PlaintextPolicies.forbid());
        EncryptionExtension extension = new EncryptionExtension(
                tables, keys, (name, key) -> key.get("id").s(), new WithheldAttributes(), statistics);
        return DynamoDbEnhancedClient.builder()
                .dynamoDbClient(new ConstantClient())
                .extensions(extension)
                .build()
                .table(TABLE, Reading.SCHEMA);
    }
}
