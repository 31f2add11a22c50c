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

import io.armature.encryption.keys.KeyKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Finds out which keys a table's values depend on, for audits and before a key is retired. It reads the whole table, at a
 * rate that the caller chooses, and unwraps nothing. Safe for use by concurrent threads.
 */
public final class KeyInventory {

    /** Small pages keep the rate even: one of 1 MB would take 128 units at once. */
    private static final int PAGE_SIZE = 200;

    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final DynamoDbClient client;

    private final EncryptedTables tables;

    private final LongConsumer sleeper;

    /**
     * Creates the inventory.
     *
     * @param client client to read with
     * @param tables the encrypted tables
     */
    public KeyInventory(DynamoDbClient client, EncryptedTables tables) {
        this(client, tables, KeyInventory::sleep);
    }

    KeyInventory(DynamoDbClient client, EncryptedTables tables, LongConsumer sleeper) {
        this.client = client;
        this.tables = tables;
        this.sleeper = sleeper;
    }

    /**
     * Reads a table and counts.
     *
     * @param table physical name or ARN of the table
     * @param unitsPerSecond read capacity units to use in a second, 1 or more; a unit reads 8 KB
     * @param progress is told after each page what was found so far
     * @return what the table depends on
     * @throws IllegalArgumentException if the table has no encrypted attributes or the rate is below 1
     */
    public Report take(String table, double unitsPerSecond, Consumer<Report> progress) {
        EncryptedTable encrypted = tables.find(table);
        if (encrypted == null) {
            throw new IllegalArgumentException("Table '" + table + "' is not known to have encrypted attributes: map an"
                    + " entity to it, or name them in armature.tables.<logical name>.encrypted-attributes");
        }
        if (!(unitsPerSecond >= 1)) {
            throw new IllegalArgumentException("The rate must be 1 unit a second or more, not " + unitsPerSecond);
        }
        KeyCount count = new KeyCount(encrypted);
        Map<String, AttributeValue> start = Map.of();
        do {
            ScanResponse page = client.scan(request(table, encrypted, start));
            page.items().forEach(count::add);
            progress.accept(count.report());
            start = page.lastEvaluatedKey();
            if (!start.isEmpty() && page.consumedCapacity() != null) {
                double units = page.consumedCapacity().capacityUnits();
                sleeper.accept((long) (units / unitsPerSecond * NANOS_PER_SECOND));
            }
        } while (!start.isEmpty());
        return count.report();
    }

    private static ScanRequest request(String table, EncryptedTable encrypted, Map<String, AttributeValue> start) {
        Set<String> attributes = new TreeSet<>(encrypted.attributes());
        attributes.add(ReservedNames.KEY_RECORD);
        List<String> wanted = List.copyOf(attributes);
        Map<String, String> names =
                IntStream.range(0, wanted.size()).boxed().collect(Collectors.toMap(i -> "#a" + i, wanted::get));
        ScanRequest.Builder request = ScanRequest.builder()
                .tableName(table)
                .limit(PAGE_SIZE)
                .projectionExpression(String.join(", ", new TreeSet<>(names.keySet())))
                .expressionAttributeNames(names)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        return (start.isEmpty() ? request : request.exclusiveStartKey(start)).build();
    }

    private static void sleep(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(nanos).toMillis());
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The inventory was interrupted", ex);
        }
    }

    /**
     * What a table depends on.
     *
     * @param table logical name of the table
     * @param items items that were read
     * @param plaintextValues values of encrypted attributes that are plaintext
     * @param damagedValues values that look encrypted and name no key that could be read
     * @param keys what depends on each wrapping key, most values first
     */
    public record Report(String table, long items, long plaintextValues, long damagedValues, List<KeyUse> keys) {}

    /**
     * What depends on a wrapping key.
     *
     * @param kind who wraps with it
     * @param keyArn what names it
     * @param context number of the context set
     * @param dataKeys different data keys that it wraps
     * @param values values that were encrypted with those
     */
    public record KeyUse(KeyKind kind, String keyArn, int context, long dataKeys, long values) {}
}
