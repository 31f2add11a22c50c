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
package io.armature.resilience.fallback;

import io.armature.client.TableDescription;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Compares and hashes the keys of items, numbers by their value. */
final class ItemKeys {

    /** Half of a SHA-256 is as hard to meet by chance, and takes half the room in a name. */
    private static final int HASH_BYTES = 16;

    private ItemKeys() {}

    static StoreKey storeKey(String endpoint, String table, Map<String, AttributeValue> key) {
        return new StoreKey(storeTable(endpoint, table), hash(key));
    }

    static String storeTable(String endpoint, String table) {
        return endpoint + '/' + table;
    }

    static String hash(Map<String, AttributeValue> key) {
        MessageDigest digest = sha256();
        new TreeMap<>(key).forEach((name, value) -> {
            add(digest, name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) value.type().ordinal());
            add(digest, canonical(value));
        });
        return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static byte[] canonical(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().getBytes(StandardCharsets.UTF_8);
            case N -> number(value.n()).getBytes(StandardCharsets.UTF_8);
            case B -> value.b().asByteArrayUnsafe();
            default -> value.toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Gives one spelling to 1, 1.0 and 1e0; what is no number stays what it is, for DynamoDB to refuse. */
    private static String number(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
        } catch (NumberFormatException ex) {
            return text;
        }
    }

    /** Returns a value of a key as DynamoDB gives it back, whatever spelling a number was asked by. */
    static AttributeValue asStored(AttributeValue value) {
        if (value.n() == null) {
            return value;
        }
        try {
            BigDecimal number = new BigDecimal(value.n());
            String text =
                    number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            return text.equals(value.n()) ? value : AttributeValue.fromN(text);
        } catch (NumberFormatException ex) {
            return value;
        }
    }

    /** Returns the key of an item, or {@code null} if the item lacks it. */
    static @Nullable Map<String, AttributeValue> keyOf(TableDescription table, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        String sortKey = table.sortKey();
        AttributeValue partition = item.get(table.partitionKey());
        AttributeValue sort = sortKey == null ? null : item.get(sortKey);
        if (partition == null || sortKey != null && sort == null) {
            return null;
        }
        key.put(table.partitionKey(), partition);
        if (sortKey != null && sort != null) {
            key.put(sortKey, sort);
        }
        return key;
    }

    /** Tells whether an item is the one that a key names. */
    static boolean isOf(Map<String, AttributeValue> key, Map<String, AttributeValue> item) {
        return key.entrySet().stream().allMatch(part -> isSame(part.getValue(), item.get(part.getKey())));
    }

    private static boolean isSame(AttributeValue asked, @Nullable AttributeValue found) {
        if (asked.equals(found)) {
            return true;
        }
        return found != null
                && asked.n() != null
                && found.n() != null
                && number(asked.n()).equals(number(found.n()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every JDK has SHA-256", ex);
        }
    }
}
