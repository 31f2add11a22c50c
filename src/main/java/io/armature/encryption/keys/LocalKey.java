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

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key of a key file. As text it has three lines: what it is and its version, the key in Base64, and its fingerprint,
 * by which damage shows.
 *
 * @param secret the key, 256 bits
 * @param fingerprint 32 hexadecimal digits that tell keys apart and tell nothing about them: HMAC-SHA256 of a label,
 *     keyed by the key, cut to 128 bits
 */
record LocalKey(SecretKey secret, String fingerprint) {

    private static final byte[] HEADER = "armature development key, version 1, not for production\n".getBytes(US_ASCII);

    private static final byte[] LABEL = "armature/1/local/fingerprint".getBytes(US_ASCII);

    private static final String HMAC = "HmacSHA256";

    private static final int KEY_LENGTH = 32;

    private static final int BASE64_LENGTH = 44;

    private static final int FINGERPRINT_BYTES = 16;

    /** Length of the text, in bytes, with the ends of two more lines. */
    static final int TEXT_LENGTH = HEADER.length + BASE64_LENGTH + 1 + 2 * FINGERPRINT_BYTES + 1;

    static LocalKey random(SecureRandom random) {
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        return of(key);
    }

    /** Returns the key in a text, or {@code null} if it is no such text or was changed. */
    static @Nullable LocalKey parse(byte[] text) {
        if (text.length != TEXT_LENGTH) {
            return null;
        }
        byte[] base64 = Arrays.copyOfRange(text, HEADER.length, HEADER.length + BASE64_LENGTH);
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException ex) {
            return null;
        } finally {
            Arrays.fill(base64, (byte) 0);
        }
        LocalKey parsed = of(key);
        byte[] expected = parsed.toText();
        boolean same = Arrays.equals(expected, text);
        Arrays.fill(expected, (byte) 0);
        return same ? parsed : null;
    }

    /** Returns the key as text; whoever wrote it overwrites the array. */
    byte[] toText() {
        byte[] key = secret.getEncoded();
        byte[] base64 = Base64.getEncoder().encode(key);
        byte[] text = ByteBuffer.allocate(HEADER.length + base64.length + 1 + fingerprint.length() + 1)
                .put(HEADER)
                .put(base64)
                .put((byte) '\n')
                .put(fingerprint.getBytes(US_ASCII))
                .put((byte) '\n')
                .array();
        Arrays.fill(key, (byte) 0);
        Arrays.fill(base64, (byte) 0);
        return text;
    }

    /** Takes the bytes and overwrites them. */
    private static LocalKey of(byte[] key) {
        SecretKey secret = new SecretKeySpec(key, "AES");
        Arrays.fill(key, (byte) 0);
        return new LocalKey(secret, fingerprint(secret));
    }

    private static String fingerprint(SecretKey secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(LABEL), 0, FINGERPRINT_BYTES);
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("This JVM does not offer " + HMAC, ex);
        }
    }

    @Override
    public String toString() {
        return "LocalKey[" + fingerprint + "]";
    }
}
