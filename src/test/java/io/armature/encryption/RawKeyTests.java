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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F6")
class RawKeyTests {

    private static final byte FILL = 0x5A;

    @Test
    void getEncodedShouldReturnACopy() {
        RawKey key = key();
        Arrays.fill(key.getEncoded(), (byte) 0);
        assertThat(key.getEncoded()).hasSize(32).containsOnly(FILL);
    }

    @Test
    void destroyShouldOverwriteTheBytesAndEndTheKey() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, FILL);
        RawKey key = new RawKey("AES", bytes);
        key.destroy();
        assertThat(bytes).containsOnly(0);
        assertThat(key.isDestroyed()).isTrue();
        assertThatIllegalStateException().isThrownBy(key::getEncoded);
    }

    @Test
    void getEncodedWhenDestroyedMeanwhileShouldNeverReturnZeros() throws Exception {
        RawKey[] all = new RawKey[2_000];
        // Far longer than real keys, so that copying and overwriting are likely to meet.
        Arrays.setAll(all, i -> key(16_384));
        AtomicInteger reading = new AtomicInteger(-1);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<?> destroyer = executor.submit(() -> {
                for (int i = 0; i < all.length; i++) {
                    while (reading.get() < i) {
                        Thread.onSpinWait();
                    }
                    all[i].destroy();
                }
            });
            for (int i = 0; i < all.length; i++) {
                reading.set(i);
                assertThat(overwrittenBytesRead(all[i])).isZero();
            }
            destroyer.get();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void toStringShouldHoldNothingOfTheKey() {
        assertThat(key()).hasToString("RawKey[AES]");
    }

    @Test
    void serializeShouldBeRefused() throws Exception {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(key())).isInstanceOf(NotSerializableException.class);
        }
    }

    /** Reads the key until it is destroyed and returns how many bytes were not its own. */
    private static int overwrittenBytesRead(RawKey key) {
        int wrong = 0;
        while (true) {
            byte[] bytes;
            try {
                bytes = key.getEncoded();
            } catch (IllegalStateException ex) {
                return wrong;
            }
            for (byte b : bytes) {
                wrong += b == FILL ? 0 : 1;
            }
        }
    }

    private static RawKey key() {
        return key(32);
    }

    private static RawKey key(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, FILL);
        return new RawKey("AES", bytes);
    }
}
