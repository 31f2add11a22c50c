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

import io.armature.encryption.CipherPool.PooledCipher;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM with a nonce that the JCE chooses and a tag of 128 bits (suite 01). Safe for use by many threads. */
final class AesGcm {

    static final int NONCE_LENGTH = 12;

    static final int TAG_LENGTH = 16;

    /** About as many as four attributes on 32 busy threads need; a cipher with its key takes 2 to 3 KB. */
    private static final int POOL_SIZE = 128;

    private final JceProvider jce;

    private final CipherPool ciphers;

    AesGcm(JceProvider jce) {
        this.jce = jce;
        this.ciphers = new CipherPool(jce, POOL_SIZE);
    }

    /**
     * Encrypts into an array: nonce, ciphertext and tag, up to its end.
     *
     * @throws IllegalStateException if the provider chooses another length of nonce or tag
     */
    void encrypt(RawKey key, byte[] prefix, byte[] keys, byte[] plain, byte[] out, int offset) {
        PooledCipher pooled = ciphers.take(key);
        Cipher cipher = pooled.cipher;
        try {
            // Without parameters, since FIPS modules refuse a nonce that the caller chose.
            cipher.init(Cipher.ENCRYPT_MODE, key);
            byte[] nonce = cipher.getIV();
            if (nonce == null || nonce.length != NONCE_LENGTH) {
                throw jce.unusable("chooses no nonce of 12 bytes for AES-GCM", null);
            }
            cipher.updateAAD(joined(prefix, keys));
            System.arraycopy(nonce, 0, out, offset, NONCE_LENGTH);
            int written = cipher.doFinal(plain, 0, plain.length, out, offset + NONCE_LENGTH);
            if (written != plain.length + TAG_LENGTH) {
                throw jce.unusable("writes no tag of 128 bits for AES-GCM", null);
            }
        } catch (GeneralSecurityException ex) {
            throw jce.unusable("cannot encrypt with AES-GCM", ex);
        }
        ciphers.giveBack(pooled);
    }

    /**
     * Decrypts nonce, ciphertext and tag that stand in an array from an offset to its end.
     *
     * @throws BadPaddingException if the tag is not that of key, nonce, associated data and ciphertext
     */
    byte[] decrypt(RawKey key, byte[] prefix, byte[] keys, byte[] in, int offset) throws BadPaddingException {
        PooledCipher pooled = ciphers.take(key);
        Cipher cipher = pooled.cipher;
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG_LENGTH, in, offset, NONCE_LENGTH));
            cipher.updateAAD(joined(prefix, keys));
            int start = offset + NONCE_LENGTH;
            byte[] plain = cipher.doFinal(in, start, in.length - start);
            ciphers.giveBack(pooled);
            return plain;
        } catch (BadPaddingException ex) {
            ciphers.giveBack(pooled);
            throw ex;
        } catch (GeneralSecurityException ex) {
            throw jce.unusable("cannot decrypt with AES-GCM", ex);
        }
    }

    /** One update of 140 bytes costs the JDK's cipher less than two of what they are made of. */
    private static byte[] joined(byte[] prefix, byte[] keys) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + keys.length);
        System.arraycopy(keys, 0, joined, prefix.length, keys.length);
        return joined;
    }

    /** Drops what the JCE still holds of keys in ciphers that are not in use, such as before a checkpoint. */
    void clear() {
        ciphers.clear();
    }
}
