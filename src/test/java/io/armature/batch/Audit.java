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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps books of how the inputs of a job on the simulator ended, and compares them with what the table holds. */
class Audit implements Listener {

    private final BitSet ended = new BitSet();

    private final int[] lastWritten;

    private final Map<FailureReason, Integer> failures = new EnumMap<>(FailureReason.class);

    private int succeeded;

    private int endedTwice;

    private int found;

    private int mostWaiting;

    private int mostAttempts;

    private double units;

    private @Nullable RuntimeException lastCause;

    Audit(int keys) {
        lastWritten = new int[keys];
        Arrays.fill(lastWritten, -1);
    }

    @Override
    public void written(WorkItem item) {
        SimulatedItem origin = (SimulatedItem) item.origin();
        succeeded++;
        end(item);
        lastWritten[origin.key()] = Math.max(lastWritten[origin.key()], origin.position());
    }

    @Override
    public void read(WorkItem item, @Nullable Map<String, AttributeValue> attributes) {
        succeeded++;
        found += attributes == null ? 0 : 1;
        end(item);
    }

    @Override
    public void failed(Input input, FailureReason reason, int attempts, @Nullable RuntimeException cause) {
        failures.merge(reason, 1, Integer::sum);
        mostAttempts = Math.max(mostAttempts, attempts);
        lastCause = cause;
        end(input);
    }

    private void end(Input input) {
        int position = (int) input.position();
        if (ended.get(position)) {
            endedTwice++;
        }
        ended.set(position);
    }

    @Override
    public void answered(Shipment shipment, int unprocessed, @Nullable Charge charge) {
        units += charge == null ? 0 : charge.total();
    }

    @Override
    public void progressed(int waiting, double unitsPerSecond) {
        mostWaiting = Math.max(mostWaiting, waiting);
    }

    /** Makes sure that each input that was taken ended once. */
    Audit endedOnce(int taken) {
        assertThat(endedTwice).as("inputs that ended more than once").isZero();
        assertThat(ended.cardinality()).as("inputs that ended").isEqualTo(taken);
        assertThat(succeeded + failed()).as("ends").isEqualTo(taken);
        return this;
    }

    /** Makes sure that what was reported as written is there, and nothing older than it. */
    Audit agreesWith(SimulatedTable table) {
        assertThat(table.outOfOrder())
                .as("older values that were put over newer ones")
                .isZero();
        int lost = 0;
        for (int key = 0; key < lastWritten.length; key++) {
            if (table.stored(key) < lastWritten[key]) {
                lost++;
            }
        }
        assertThat(lost)
                .as("keys without the last value that was reported as written")
                .isZero();
        return this;
    }

    int lostKeys(SimulatedTable table) {
        int lost = 0;
        for (int key = 0; key < lastWritten.length; key++) {
            lost += table.stored(key) < lastWritten[key] ? 1 : 0;
        }
        return lost;
    }

    int succeeded() {
        return succeeded;
    }

    int failed() {
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    Map<FailureReason, Integer> failures() {
        return failures;
    }

    int found() {
        return found;
    }

    int mostWaiting() {
        return mostWaiting;
    }

    int mostAttempts() {
        return mostAttempts;
    }

    double units() {
        return units;
    }

    @Nullable
    RuntimeException lastCause() {
        return lastCause;
    }
}
