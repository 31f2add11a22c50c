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
package io.armature.batch;

import io.armature.resilience.FailureClassification;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Sends on the loop's own thread, and lets its pauses pass there. What the client throws ends the job at once, since the client has
 * tried again already, but for the throttling of something that DynamoDB had left before: that goes on with pauses.
 */
final class InlineTransport implements Transport {

    private final Function<Shipment, Answer> requests;

    private final BatchPauses pauses;

    private @Nullable Answer answer;

    InlineTransport(Function<Shipment, Answer> requests, BatchPauses pauses) {
        this.requests = requests;
        this.pauses = pauses;
    }

    @Override
    public long nanoTime() {
        return pauses.nanoTime();
    }

    @Override
    public void send(Shipment shipment) {
        Answer came = requests.apply(shipment);
        RuntimeException failure = came.failure();
        if (failure != null && !isThrottledAgain(shipment, failure)) {
            throw failure;
        }
        answer = came;
    }

    private static boolean isThrottledAgain(Shipment shipment, RuntimeException failure) {
        return shipment.works().get(0).attempts() > 1
                && FailureClassification.of(failure).kind() == FailureClassification.Kind.THROTTLED;
    }

    @Override
    public @Nullable Answer await(long deadline) {
        Answer came = answer;
        answer = null;
        long left = deadline - pauses.nanoTime();
        if (came == null && left > 0) {
            sleep(Duration.ofNanos(left));
        }
        return came;
    }

    private void sleep(Duration pause) {
        try {
            pauses.sleep(pause);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Interrupted while waiting to repeat a batch", ex);
        }
    }
}
