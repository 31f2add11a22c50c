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

import io.armature.resilience.Throttling;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.dao.TransientDataAccessResourceException;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Pauses between the requests of a batch whose earlier ones were answered only in part, which is how DynamoDB throttles
 * batches: neither the SDK's retries nor its errors see it.
 */
final class BatchPacing {

    private static final int MAX_REPETITIONS = 10;

    private final BackoffStrategy backoff =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(2));
    private final Consumer<Duration> sleeper;

    BatchPacing(Consumer<Duration> sleeper) {
        this.sleeper = sleeper;
    }

    static BatchPacing sleeping() {
        return new BatchPacing(BatchPacing::sleep);
    }

    /**
     * Waits before what is left of a batch is sent again.
     *
     * @param repetition how often it was sent again already, from 1
     * @param left number of items that are left
     * @param doing the operation and its table
     */
    void pause(int repetition, int left, String doing) {
        if (repetition > MAX_REPETITIONS) {
            throw new ThroughputExceededException(
                    doing + " left " + left + " items unprocessed after " + MAX_REPETITIONS
                            + " repetitions: the table is throttled. Raise its capacity or send less at once.",
                    null,
                    List.of(new Throttling(Throttling.Scope.UNKNOWN, null, null)));
        }
        sleeper.accept(backoff.computeDelay(repetition));
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new TransientDataAccessResourceException("Interrupted while waiting to repeat a batch", ex);
        }
    }
}
