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

import static java.nio.charset.StandardCharsets.UTF_8;

import io.armature.client.MisconfigurationException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Data keys for development and tests, wrapped under the key of a file on this machine. Whoever has the file reads all:
 * there is no permission to revoke and no record of use, so this is not for production.
 *
 * <p>A wrapped key is 12 bytes of nonce, then 48 of AES-256-GCM with a tag of 128 bits, bound to the name of the key and
 * to the context. The name in records is {@code local:} and a fingerprint of the file's key, which tells nothing about
 * the key itself.
 *
 * <p>Safe for use by concurrent threads.
 */
public final class LocalKeyProvider implements KeyProvider {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    private static final byte[] LABEL = "armature/1/local".getBytes(UTF_8);

    private static final int KEY_LENGTH = 32;

    private static final int NONCE_LENGTH = 12;

    private static final int TAG_BITS = 128;

    private static final int WRAPPED_LENGTH = NONCE_LENGTH + KEY_LENGTH + TAG_BITS / Byte.SIZE;

    private final SecureRandom random;

    private final SecretKey key;

    private final String name;

    private LocalKeyProvider(LocalKey key, SecureRandom random) {
        this.random = random;
        this.key = key.secret();
        this.name = "local:" + key.fingerprint();
    }

    /**
     * Opens the key file, and makes it with a new key if there is none, with its directories, readable by its owner only.
     * Processes that start at the same time end up with the same key.
     *
     * @param file the key file
     * @return a provider that works with its key; the file is not read again
     * @throws MisconfigurationException if the file cannot be made or read, is damaged or no key file, or gives rights to
     *     others than its owner
     */
    public static LocalKeyProvider open(Path file) {
        SecureRandom random = new SecureRandom();
        return new LocalKeyProvider(new LocalKeyFile(file).readOrCreate(random), random);
    }

    @Override
    public KeyKind kind() {
        return KeyKind.LOCAL;
    }

    @Override
    public boolean accepts(String keyArn) {
        return keyArn.equals(name);
    }

    @Override
    public GeneratedKey generate(Map<String, String> context) {
        byte[] dataKey = new byte[KEY_LENGTH];
        random.nextBytes(dataKey);
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(Cipher.ENCRYPT_MODE, key, random);
            cipher.updateAAD(bound(context));
            byte[] nonce = cipher.getIV();
            ByteBuffer wrapped = ByteBuffer.allocate(WRAPPED_LENGTH).put(nonce).put(cipher.doFinal(dataKey));
            return new GeneratedKey(name, dataKey, wrapped.array());
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("This JVM does not encrypt by " + TRANSFORMATION, ex);
        }
    }

    @Override
    public byte[] unwrap(String keyArn, byte[] wrapped, Map<String, String> context) {
        if (!accepts(keyArn) || wrapped.length != WRAPPED_LENGTH) {
            throw refused(null);
        }
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, wrapped, 0, NONCE_LENGTH));
            cipher.updateAAD(bound(context));
            return cipher.doFinal(wrapped, NONCE_LENGTH, WRAPPED_LENGTH - NONCE_LENGTH);
        } catch (AEADBadTagException ex) {
            throw refused(ex);
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("This JVM does not decrypt by " + TRANSFORMATION, ex);
        }
    }

    /** Returns label, name and the pairs in the order of their names, each text after its length. */
    private byte[] bound(Map<String, String> context) {
        byte[][] parts = new byte[1 + 2 * context.size()][];
        parts[0] = name.getBytes(UTF_8);
        int count = 1;
        for (Map.Entry<String, String> pair : new TreeMap<>(context).entrySet()) {
            parts[count++] = pair.getKey().getBytes(UTF_8);
            parts[count++] = pair.getValue().getBytes(UTF_8);
        }
        int length = Arrays.stream(parts)
                .mapToInt(part -> Integer.BYTES + part.length)
                .sum();
        ByteBuffer bound = ByteBuffer.allocate(LABEL.length + length).put(LABEL);
        for (byte[] part : parts) {
            bound.putInt(part.length).put(part);
        }
        return bound.array();
    }

    private KeyUnavailableException refused(@Nullable Throwable cause) {
        return new KeyUnavailableException(
                Reason.RECORD_REFUSED,
                name,
                "A wrapped data key does not open with the development key " + name
                        + ". It was changed, or was made with"
                        + " another key file, another table's logical name, another 'armature.encryption.domain' or other"
                        + " context pairs.",
                cause);
    }

    @Override
    public String toString() {
        return "LocalKeyProvider[" + name + "]";
    }
}
