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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One call for a data key and those who wait for it. It holds the key until the last of them has left, so that nobody
 * has waited in vain for a key that a full cache dropped at once.
 */
final class KeyFlight {

    private final long epoch;

    private final CountDownLatch landed = new CountDownLatch(1);

    /** The call itself is the first. */
    private final AtomicInteger members = new AtomicInteger(1);

    private @Nullable DataKey key;

    private @Nullable KeyFailure failure;

    /** Creates the flight; {@code epoch} is the number of flushes before it. */
    KeyFlight(long epoch) {
        this.epoch = epoch;
    }

    long epoch() {
        return epoch;
    }

    /** Joins, unless everybody has left; whoever joins has to {@link #leave()}. */
    boolean join() {
        int current = members.get();
        while (current > 0) {
            if (members.compareAndSet(current, current + 1)) {
                return true;
            }
            current = members.get();
        }
        return false;
    }

    void leave() {
        if (members.decrementAndGet() == 0 && key != null) {
            key.release();
        }
    }

    /** Ends the call; takes over the caller's hold of the key. */
    void land(@Nullable DataKey brought, @Nullable KeyFailure why) {
        key = brought;
        failure = why;
        landed.countDown();
        leave();
    }

    /** Waits for the landing; tells whether it came in time. */
    boolean await(long nanos) throws InterruptedException {
        return landed.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Returns the key after the landing, {@code null} if there is none. */
    @Nullable
    DataKey key() {
        return key;
    }

    /** Returns why there is no key after the landing, {@code null} if nobody called because of a flush. */
    @Nullable
    KeyFailure failure() {
        return failure;
    }
}
