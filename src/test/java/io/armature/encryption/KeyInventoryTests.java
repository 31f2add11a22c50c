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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armature.encryption.KeyInventory.KeyUse;
import io.armature.encryption.KeyInventory.Report;
import io.armature.encryption.LocalEncryption.Setup;
import io.armature.encryption.keys.InMemoryKeyProvider;
import io.armature.encryption.keys.KeyKind;
import io.armature.repository.DynamoDbRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@WithDynamoDbLocal
class KeyInventoryTests {

    private final List<Long> pauses = new ArrayList<>();

    @Test
    void takeShouldCountWhatDependsOnEachKey(DynamoDbEndpoint endpoint) {
        LocalEncryption local = LocalEncryption.guarded(endpoint, Setup.on(endpoint));
        Letters letters = local.repository(Letters.class);
        letters.save(new Letter("1", "a", "b"));
        letters.save(new Letter("2", "a", null));
        local.flush();
        letters.save(new Letter("3", "a", "b"));
        local.flush();
        local.table(Letter.class).updateItem(new Letter("1", "changed", "b"));
        letters.save(new Letter("4", null, null));
        String table = local.tableName(Letter.class);
        local.plainClient()
                .putItem(request -> request.tableName(table)
                        .item(Map.of("id", AttributeValue.fromS("5"), "text", AttributeValue.fromS("plain"))));
        Map<String, AttributeValue> damaged = new HashMap<>(local.stored(Letter.class, key("3")));
        damaged.put("id", AttributeValue.fromS("6"));
        damaged.put("text", AttributeValue.fromB(SdkBytes.fromUtf8String("Ar")));
        local.plainClient().putItem(request -> request.tableName(table).item(damaged));

        long unwrapped = local.statistics().of(EncryptionStatistics.Event.KEY_UNWRAPPED);
        local.flush();
        List<Report> progress = new ArrayList<>();
        Report report = inventory(local).take(table, 10, progress::add);

        // Item 1 has two values of an update, 2 one and 3 two of puts, 6 one that is whole.
        assertThat(report)
                .isEqualTo(new Report(
                        "letter", 6, 1, 1, List.of(new KeyUse(KeyKind.KMS, InMemoryKeyProvider.KEY, 0, 3, 6))));
        assertThat(progress).containsExactly(report);
        assertThat(pauses).isEmpty();
        assertThat(local.statistics().of(EncryptionStatistics.Event.KEY_UNWRAPPED))
                .isEqualTo(unwrapped);
    }

    @Test
    void takeWhenTableHasSeveralPagesShouldKeepTheRateAndTellProgress(DynamoDbEndpoint endpoint) {
        LocalEncryption local = LocalEncryption.guarded(endpoint, Setup.on(endpoint));
        Letters letters = local.repository(Letters.class);
        letters.saveAll(IntStream.range(0, 450)
                .mapToObj(i -> new Letter("item " + i, "x".repeat(200), null))
                .toList());

        List<Long> items = new ArrayList<>();
        Report report =
                inventory(local).take(local.tableName(Letter.class), 4, progress -> items.add(progress.items()));

        assertThat(items).containsExactly(200L, 400L, 450L);
        assertThat(report.keys()).extracting(KeyUse::values).containsExactly(450L);
        // A page of 200 items of about 700 bytes takes some 17 units, at 4 units a second some 4 seconds.
        assertThat(pauses).hasSize(2).allSatisfy(pause -> assertThat(pause).isBetween(2_000_000_000L, 8_000_000_000L));
    }

    @Test
    void takeWhenArgumentsAreWrongShouldSaySo(DynamoDbEndpoint endpoint) {
        LocalEncryption local = LocalEncryption.guarded(endpoint, Setup.on(endpoint));
        local.repository(Letters.class);
        KeyInventory inventory = inventory(local);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inventory.take("other", 1, report -> {}))
                .withMessageContaining("'other'");
        for (double rate : new double[] {0, 0.9, -1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> inventory.take(local.tableName(Letter.class), rate, report -> {}))
                    .withMessageContaining("1 unit a second or more");
        }
    }

    private KeyInventory inventory(LocalEncryption local) {
        return new KeyInventory(local.client(), local.tables(), pauses::add);
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    record Letter(
            @DynamoDbPartitionKey String id,
            @Encrypted @Nullable String text,
            @Encrypted @Nullable String other) {}

    interface Letters extends DynamoDbRepository<Letter, String> {}
}
