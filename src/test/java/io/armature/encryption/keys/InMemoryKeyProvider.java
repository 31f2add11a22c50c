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
package io.armature.encryption.keys;

import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Wraps keys under a key of its own in memory, bound to their context as KMS does, and counts its calls. */
public final class InMemoryKeyProvider implements KeyProvider {

    public static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/in-memory";

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec master = new SecretKeySpec(bytes(32), "AES");
    private final AtomicInteger generated = new AtomicInteger();
    private final AtomicInteger unwrapped = new AtomicInteger();

    public int generated() {
        return generated.get();
    }

    public int unwrapped() {
        return unwrapped.get();
    }

    @Override
    public KeyKind kind() {
        return KeyKind.KMS;
    }

    @Override
    public boolean accepts(String keyArn) {
        return keyArn.equals(KEY);
    }

    @Override
    public GeneratedKey generate(Map<String, String> context) {
        generated.incrementAndGet();
        byte[] key = bytes(32);
        byte[] nonce = bytes(12);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, key, context);
        byte[] wrapped = Arrays.copyOf(nonce, 12 + sealed.length);
        System.arraycopy(sealed, 0, wrapped, 12, sealed.length);
        return new GeneratedKey(KEY, key, wrapped);
    }

    @Override
    public byte[] unwrap(String keyArn, byte[] wrapped, Map<String, String> context) {
        unwrapped.incrementAndGet();
        byte[] nonce = Arrays.copyOf(wrapped, 12);
        return crypt(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(wrapped, 12, wrapped.length), context);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] in, Map<String, String> context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, master, new GCMParameterSpec(128, nonce));
            cipher.updateAAD(new TreeMap<>(context).toString().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(in);
        } catch (GeneralSecurityException ex) {
            throw new KeyUnavailableException(Reason.RECORD_REFUSED, KEY, "The record was refused", ex);
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
