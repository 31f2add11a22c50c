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

import java.util.Arrays;

/**
 * A new data key, plain and wrapped. Whoever receives it overwrites the plain bytes when it is done, by {@link #destroy()}.
 * Not safe for use by concurrent threads.
 */
public final class GeneratedKey {

    private static final int LENGTH = 32;

    private final String keyArn;

    private final byte[] plaintext;

    private final byte[] wrapped;

    /**
     * Creates the pair.
     *
     * @param keyArn what names the wrapping key for unwrapping, 1 to 2,048 bytes of UTF-8: with KMS its ARN, never an alias
     * @param plaintext the data key, 32 bytes; the array is taken over
     * @param wrapped the wrapped data key, 1 to 6,144 bytes; the array is taken over
     * @throws IllegalArgumentException if the data key has another length
     */
    public GeneratedKey(String keyArn, byte[] plaintext, byte[] wrapped) {
        if (plaintext.length != LENGTH) {
            throw new IllegalArgumentException("A data key has 32 bytes, not " + plaintext.length);
        }
        this.keyArn = keyArn;
        this.plaintext = plaintext;
        this.wrapped = wrapped;
    }

    /**
     * Returns what names the wrapping key.
     *
     * @return the ARN or name
     */
    public String keyArn() {
        return keyArn;
    }

    /**
     * Returns the data key.
     *
     * @return the bytes themselves, not a copy
     */
    public byte[] plaintext() {
        return plaintext;
    }

    /**
     * Returns the wrapped data key.
     *
     * @return the bytes themselves, not a copy
     */
    public byte[] wrapped() {
        return wrapped;
    }

    /** Overwrites the plain data key. */
    public void destroy() {
        Arrays.fill(plaintext, (byte) 0);
    }

    @Override
    public String toString() {
        return "GeneratedKey[" + keyArn + "]";
    }
}
