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
package io.armature.client.dns;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One look-up under way, which any number of callers wait for. */
final class LookupFlight {

    private final long startNanos;

    private final AtomicReference<@Nullable LookupAnswer> answer = new AtomicReference<>();

    private final CountDownLatch ended = new CountDownLatch(1);

    LookupFlight(long startNanos) {
        this.startNanos = startNanos;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - startNanos;
    }

    /** Gives the answer to all who wait; the first one counts. */
    void end(LookupAnswer given) {
        if (answer.compareAndSet(null, given)) {
            ended.countDown();
        }
    }

    /** Waits for the answer, and returns {@code null} if there is none in that time. */
    @Nullable
    LookupAnswer await(long nanos) throws InterruptedException {
        if (nanos > 0) {
            ended.await(nanos, TimeUnit.NANOSECONDS);
        }
        return answer.get();
    }
}
