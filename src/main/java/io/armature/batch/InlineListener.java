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

import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Ends a job at its first failure, by throwing it. Confined to one thread. */
final class InlineListener implements Listener {

    private final LongSupplier taken;

    private long done;

    InlineListener(LongSupplier taken) {
        this.taken = taken;
    }

    @Override
    public void written(WorkItem item) {
        done++;
    }

    @Override
    public void read(WorkItem item, @Nullable Map<String, AttributeValue> found) {
        done++;
    }

    @Override
    public void failed(Input input, FailureReason reason, int attempts, @Nullable RuntimeException cause) {
        throw new ItemsUnprocessedException(taken.getAsLong() - done, attempts, cause);
    }

    @Override
    public void answered(Shipment shipment, int unprocessed, @Nullable Charge charge) {}

    @Override
    public void progressed(int waiting, double unitsPerSecond) {}
}
