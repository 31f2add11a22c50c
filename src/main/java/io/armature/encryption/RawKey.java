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

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A key whose bytes can be overwritten, which {@code SecretKeySpec} does not offer.
 *
 * <p>Safe for use by many threads: a key that is destroyed while it is being read is refused and never read as zeros.
 */
final class RawKey implements SecretKey {

    private static final long serialVersionUID = 1L;

    private final String algorithm;

    private final transient byte[] bytes;

    private volatile boolean destroyed;

    /** Takes the array over: whoever made it must not keep it. */
    RawKey(String algorithm, byte[] bytes) {
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /**
     * Returns a copy of the bytes.
     *
     * @throws IllegalStateException if the key has been destroyed, also in the meantime
     */
    @Override
    public byte[] getEncoded() {
        byte[] copy = bytes.clone();
        // Whoever has read one overwritten byte has to see the flag, which was set before the first of them.
        VarHandle.acquireFence();
        if (destroyed) {
            Arrays.fill(copy, (byte) 0);
            throw new IllegalStateException("The key has been destroyed");
        }
        return copy;
    }

    @Override
    public void destroy() {
        destroyed = true;
        VarHandle.fullFence();
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public String toString() {
        return "RawKey[%s]".formatted(algorithm);
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException(RawKey.class.getName());
    }
}
