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
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM with a nonce that the JCE chooses and a tag of 128 bits (suite 01). Safe for use by many threads. */
final class AesGcm {

    static final int NONCE_LENGTH = 12;

    static final int TAG_LENGTH = 16;

    /** As many sets of ciphers as busy threads are likely to use at once. */
    private static final int POOL_SIZE = 32;

    private final JceProvider jce;

    private final CipherPool pool;

    AesGcm(JceProvider jce) {
        this.jce = jce;
        this.pool = new CipherPool(jce, POOL_SIZE);
    }

    /** Returns ciphers for the keys of a data key, to be given back unless one of them has failed. */
    PooledCiphers take(RawKey dataKey) {
        return pool.take(dataKey);
    }

    void giveBack(PooledCiphers ciphers) {
        pool.giveBack(ciphers);
    }

    /**
     * Encrypts one value into an array: nonce, ciphertext and tag, up to its end.
     *
     * @throws IllegalStateException if the provider chooses another length of nonce or tag
     */
    void encrypt(RawKey key, byte[] prefix, byte[] keys, byte[] plain, byte[] out, int offset) {
        PooledCiphers ciphers = take(key);
        System.arraycopy(plain, 0, out, offset + NONCE_LENGTH, plain.length);
        encrypt(ciphers, key, prefix, keys, out, offset);
        giveBack(ciphers);
    }

    /**
     * Encrypts what stands in an array between the room for a nonce and that for a tag at the array's end.
     *
     * @param offset where the room for the nonce begins
     * @throws IllegalStateException if the provider chooses another length of nonce or tag
     */
    void encrypt(PooledCiphers ciphers, RawKey key, byte[] prefix, byte[] keys, byte[] out, int offset) {
        Cipher cipher = ciphers.cipher(key);
        try {
            // Without parameters, since FIPS modules refuse a nonce that the caller chose.
            cipher.init(Cipher.ENCRYPT_MODE, key);
            byte[] nonce = cipher.getIV();
            if (nonce == null || nonce.length != NONCE_LENGTH) {
                throw jce.unusable("chooses no nonce of 12 bytes for AES-GCM", null);
            }
            authenticate(cipher, ciphers, prefix, keys);
            System.arraycopy(nonce, 0, out, offset, NONCE_LENGTH);
            int start = offset + NONCE_LENGTH;
            int length = out.length - start - TAG_LENGTH;
            int written = cipher.doFinal(out, start, length, out, start);
            if (written != length + TAG_LENGTH) {
                throw jce.unusable("writes no tag of 128 bits for AES-GCM", null);
            }
        } catch (GeneralSecurityException ex) {
            throw jce.unusable("cannot encrypt with AES-GCM", ex);
        }
    }

    /**
     * Decrypts one value, see below.
     *
     * @throws BadPaddingException if the tag is not that of key, nonce, associated data and ciphertext
     */
    byte[] decrypt(RawKey key, byte[] prefix, byte[] keys, byte[] in, int offset) throws BadPaddingException {
        PooledCiphers ciphers = take(key);
        byte[] plain = decrypt(ciphers, key, prefix, keys, in, offset);
        giveBack(ciphers);
        return plain;
    }

    /**
     * Decrypts nonce, ciphertext and tag that stand in an array from an offset to its end.
     *
     * @throws BadPaddingException if the tag is not that of key, nonce, associated data and ciphertext
     */
    byte[] decrypt(PooledCiphers ciphers, RawKey key, byte[] prefix, byte[] keys, byte[] in, int offset)
            throws BadPaddingException {
        Cipher cipher = ciphers.cipher(key);
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG_LENGTH, in, offset, NONCE_LENGTH));
            authenticate(cipher, ciphers, prefix, keys);
            int start = offset + NONCE_LENGTH;
            return cipher.doFinal(in, start, in.length - start);
        } catch (BadPaddingException ex) {
            throw ex;
        } catch (GeneralSecurityException ex) {
            throw jce.unusable("cannot decrypt with AES-GCM", ex);
        }
    }

    /** One update of 140 bytes costs the JDK's cipher less than two of what they are made of. */
    private static void authenticate(Cipher cipher, PooledCiphers ciphers, byte[] prefix, byte[] keys) {
        int length = prefix.length + keys.length;
        byte[] joined = ciphers.associated(length);
        System.arraycopy(prefix, 0, joined, 0, prefix.length);
        System.arraycopy(keys, 0, joined, prefix.length, keys.length);
        cipher.updateAAD(joined, 0, length);
    }

    /** Drops what the JCE still holds of a data key's keys in ciphers that are not in use. */
    void drop(RawKey dataKey) {
        pool.drop(dataKey);
    }

    /** Drops what the JCE still holds of keys in ciphers that are not in use, such as before a checkpoint. */
    void clear() {
        pool.clear();
    }
}
