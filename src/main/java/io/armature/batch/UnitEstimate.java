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

import java.util.List;

/**
 * What requests to a table are expected to use, indexes included: the units that their sizes come to, times the running mean of
 * what DynamoDB charged beyond that. Confined to one thread.
 */
final class UnitEstimate {

    private static final int WRITE_UNIT_BYTES = 1_024;

    private static final int READ_UNIT_BYTES = 4_096;

    /** Weight of the newest charge. */
    private static final double WEIGHT = 0.2;

    /** A single strange charge must not stop the job. */
    private static final double FARTHEST = 10;

    private double putFactor = 1;

    private double deleteUnits = 1;

    private double readUnits = 0.5;

    double of(WorkItem item) {
        Operation operation = item.operation();
        if (operation instanceof Operation.Delete) {
            return deleteUnits;
        }
        if (operation instanceof Operation.Get get) {
            return get.consistent() ? readUnits * 2 : readUnits;
        }
        return putFactor * writeUnits(item.size());
    }

    /**
     * Learns from what DynamoDB charged.
     *
     * @param works what was done
     * @param expected the units that were expected for that
     * @param charged the units that DynamoDB charged
     */
    void learn(List<Work> works, double expected, double charged) {
        double factor = 1 + WEIGHT * (Math.min(charged / expected, FARTHEST) - 1);
        boolean puts = false;
        boolean deletes = false;
        boolean reads = false;
        for (Work work : works) {
            Operation operation = work.item().operation();
            deletes |= operation instanceof Operation.Delete;
            reads |= operation instanceof Operation.Get;
            puts |= operation instanceof Operation.Put || operation instanceof Operation.ConditionalPut;
        }
        putFactor = puts ? bounded(putFactor * factor) : putFactor;
        deleteUnits = deletes ? bounded(deleteUnits * factor) : deleteUnits;
        readUnits = reads ? bounded(readUnits * factor) : readUnits;
    }

    private static double bounded(double value) {
        return Math.max(0.5, value);
    }

    /** Returns the units that a write of an item of a size costs the table itself: one for each KB begun. */
    static double writeUnits(long bytes) {
        return Math.max(1, (bytes + WRITE_UNIT_BYTES - 1) / WRITE_UNIT_BYTES);
    }

    /** Returns the units that an eventually consistent read of an item of a size costs: half a one for each 4 KB begun. */
    static double readUnits(long bytes) {
        return Math.max(1, (bytes + READ_UNIT_BYTES - 1) / READ_UNIT_BYTES) / 2.0;
    }
}
