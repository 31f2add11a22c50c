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

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/** HKDF with SHA-256 (RFC 5869), which the JDK has only since version 25. */
final class Hkdf {

    private static final int HASH_LENGTH = 32;

    private final JceProvider jce;

    Hkdf(JceProvider jce) {
        this.jce = jce;
    }

    /**
     * Derives bytes from a key.
     *
     * @param inputKey the key to derive from; stays the caller's
     * @param salt the salt; empty means as many zeros as the hash has bytes
     * @param info what the result is for
     * @param length number of bytes, 1 to 8,160
     * @return the derived bytes, a new array
     */
    byte[] derive(byte[] inputKey, byte[] salt, byte[] info, int length) {
        Mac mac = jce.hmacSha256();
        byte[] extracted = mac(mac, salt.length == 0 ? new byte[HASH_LENGTH] : salt.clone(), inputKey);
        return expand(mac, extracted, info, length);
    }

    private byte[] expand(Mac mac, byte[] extracted, byte[] info, int length) {
        byte[] derived = new byte[length];
        byte[] block = {};
        RawKey key = init(mac, extracted);
        try {
            for (int done = 0, counter = 1; done < length; counter++) {
                mac.update(block);
                mac.update(info);
                mac.update((byte) counter);
                Arrays.fill(block, (byte) 0);
                block = mac.doFinal();
                int taken = Math.min(block.length, length - done);
                System.arraycopy(block, 0, derived, done, taken);
                done += taken;
            }
            return derived;
        } finally {
            Arrays.fill(block, (byte) 0);
            key.destroy();
        }
    }

    private byte[] mac(Mac mac, byte[] key, byte[] message) {
        RawKey macKey = init(mac, key);
        try {
            return mac.doFinal(message);
        } finally {
            macKey.destroy();
        }
    }

    private RawKey init(Mac mac, byte[] bytes) {
        RawKey key = new RawKey(JceProvider.HMAC_SHA256, bytes);
        try {
            mac.init(key);
            return key;
        } catch (GeneralSecurityException ex) {
            key.destroy();
            throw jce.unusable("refuses a key for " + JceProvider.HMAC_SHA256, ex);
        }
    }
}
