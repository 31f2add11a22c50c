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
package io.armature.repository;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.dao.TransientDataAccessResourceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Time and chance as updates see them.
 *
 * @param nanoTime a clock that only goes forward, in nanoseconds
 * @param jitter numbers from 0 to 1, by which pauses are shortened
 * @param sleeper waits
 * @param writeIds makes ids of writes
 * @param tokens makes tokens of transactions
 */
record UpdateEnvironment(
        LongSupplier nanoTime,
        DoubleSupplier jitter,
        Consumer<Duration> sleeper,
        Supplier<AttributeValue> writeIds,
        Supplier<String> tokens) {

    private static final int WRITE_ID_BYTES = 8;

    static UpdateEnvironment real() {
        SecureRandom random = new SecureRandom();
        return new UpdateEnvironment(
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                UpdateEnvironment::sleep,
                () -> writeId(random),
                () -> UUID.randomUUID().toString());
    }

    private static AttributeValue writeId(SecureRandom random) {
        byte[] id = new byte[WRITE_ID_BYTES];
        random.nextBytes(id);
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(id));
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new TransientDataAccessResourceException("Interrupted while waiting to repeat a write", ex);
        }
    }
}
