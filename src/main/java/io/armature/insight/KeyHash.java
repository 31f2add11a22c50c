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
package io.armature.insight;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.datasketches.hash.MurmurHash3;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Hashes of keys, seeded anew in each process, so that a hash can't be looked up in a table of likely keys. */
final class KeyHash {

    private final long seed;

    KeyHash(long seed) {
        this.seed = seed;
    }

    /** Tells whether a value may be a key. DynamoDB refuses a call with any other, and such calls are counted as well. */
    static boolean isKey(AttributeValue value) {
        return switch (value.type()) {
            case S -> !value.s().isEmpty();
            case N, B -> true;
            default -> false;
        };
    }

    long of(AttributeValue key) {
        return of(key.b() != null ? key.b().asByteArrayUnsafe() : text(key).getBytes(StandardCharsets.UTF_8));
    }

    /** Hashes a string or a number from its text, as the value itself is hashed. */
    long of(String key) {
        return of(key.getBytes(StandardCharsets.UTF_8));
    }

    private long of(byte[] bytes) {
        return bytes.length == 0 ? 0 : MurmurHash3.hash(bytes, seed)[0];
    }

    static String show(long hash) {
        return HexFormat.of().toHexDigits(hash);
    }

    static String text(AttributeValue key) {
        if (key.s() != null) {
            return key.s();
        }
        return key.n() != null ? key.n() : HexFormat.of().formatHex(key.b().asByteArrayUnsafe());
    }
}
