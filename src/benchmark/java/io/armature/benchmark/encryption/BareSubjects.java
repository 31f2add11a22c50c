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

import static java.nio.charset.StandardCharsets.UTF_8;

import io.armature.benchmark.Checks;
import io.armature.benchmark.Operation;
import io.armature.benchmark.Subject;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM of the JDK without anything around it: a cipher that is used again, and a nonce that it chooses itself, as
 * the format asks for.
 */
final class BareSubjects {

    private static final int TAG_BITS = 128;

    /** Label, header, commitment, scope, attribute and key of the sample item, by the format, to within a few bytes. */
    private static final int ASSOCIATED_LENGTH = 128;

    private final SecureRandom random = new SecureRandom();

    private final byte[][] plain = SampleItem.SECRET.stream()
            .map(attribute -> SampleItem.secret(attribute).getBytes(UTF_8))
            .toArray(byte[][]::new);

    private final SecretKey[] oneKey = keys(1);

    private final SecretKey[] keys = keys(plain.length);

    private final byte[] associated = bytes(ASSOCIATED_LENGTH);

    private static final byte[] NOTHING = {};

    /** Puts the operations where they belong. */
    void addTo(Map<Subject, Operation> operations) throws GeneralSecurityException {
        operations.put(Subjects.BARE_ENCRYPT, encryption(ciphers(1), oneKey, NOTHING));
        operations.put(Subjects.BARE_ENCRYPT_KEYS, encryption(ciphers(1), keys, NOTHING));
        operations.put(Subjects.BARE_ENCRYPT_CIPHERS, encryption(ciphers(keys.length), keys, NOTHING));
        operations.put(Subjects.BARE_ENCRYPT_BOUND, encryption(ciphers(keys.length), keys, associated));
        operations.put(Subjects.BARE_DECRYPT, decryption(ciphers(1), oneKey, NOTHING));
        operations.put(Subjects.BARE_DECRYPT_BOUND, decryption(ciphers(keys.length), keys, associated));
    }

    private Operation encryption(Cipher[] ciphers, SecretKey[] keys, byte[] associated) {
        return () -> encrypt(ciphers, keys, associated);
    }

    private Sealed[] encrypt(Cipher[] ciphers, SecretKey[] keys, byte[] associated) throws GeneralSecurityException {
        Sealed[] sealed = new Sealed[plain.length];
        for (int i = 0; i < plain.length; i++) {
            Cipher cipher = ciphers[i % ciphers.length];
            cipher.init(Cipher.ENCRYPT_MODE, keys[i % keys.length]);
            byte[] nonce = cipher.getIV();
            if (associated.length > 0) {
                cipher.updateAAD(associated);
            }
            sealed[i] = new Sealed(nonce, cipher.doFinal(plain[i]));
        }
        return sealed;
    }

    private Operation decryption(Cipher[] ciphers, SecretKey[] keys, byte[] associated)
            throws GeneralSecurityException {
        Sealed[] sealed = encrypt(ciphers, keys, associated);
        byte[][] opened = decrypt(sealed, ciphers, keys, associated);
        Checks.require(Arrays.deepEquals(opened, plain), "What was encrypted bare does not come back");
        return () -> decrypt(sealed, ciphers, keys, associated);
    }

    private static byte[][] decrypt(Sealed[] sealed, Cipher[] ciphers, SecretKey[] keys, byte[] associated)
            throws GeneralSecurityException {
        byte[][] opened = new byte[sealed.length][];
        for (int i = 0; i < sealed.length; i++) {
            Cipher cipher = ciphers[i % ciphers.length];
            GCMParameterSpec parameters = new GCMParameterSpec(TAG_BITS, sealed[i].nonce);
            cipher.init(Cipher.DECRYPT_MODE, keys[i % keys.length], parameters);
            if (associated.length > 0) {
                cipher.updateAAD(associated);
            }
            opened[i] = cipher.doFinal(sealed[i].ciphertext);
        }
        return opened;
    }

    private SecretKey[] keys(int count) {
        SecretKey[] made = new SecretKey[count];
        Arrays.setAll(made, i -> new SecretKeySpec(bytes(32), "AES"));
        return made;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Cipher[] ciphers(int count) throws GeneralSecurityException {
        Cipher[] ciphers = new Cipher[count];
        for (int i = 0; i < count; i++) {
            ciphers[i] = Cipher.getInstance("AES/GCM/NoPadding");
        }
        return ciphers;
    }

    /** A value as it leaves the cipher. */
    private static final class Sealed {

        private final byte[] nonce;

        private final byte[] ciphertext;

        Sealed(byte[] nonce, byte[] ciphertext) {
            this.nonce = nonce;
            this.ciphertext = ciphertext;
        }
    }
}
