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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table of DynamoDB: limits of the table, of its indexes and of its partitions, and for each key which input was written last.
 * The limit of a partition is DynamoDB's 1,000 write units per second.
 */
final class SimulatedTable {

    static final double PARTITION_LIMIT = 1_000;

    private static final int ABSENT = -1;

    private final int[] lastPosition;

    private final int[] versions;

    private final SimulatedCapacity[] partitions;

    private final Map<String, SimulatedCapacity> indexes = new TreeMap<>();

    private final SimulatedCapacity table;

    private final boolean onDemand;

    private int outOfOrder;

    private long applied;

    private double charged;

    private SimulatedTable(int keys, int partitions, SimulatedCapacity table, boolean onDemand) {
        this.lastPosition = new int[keys];
        this.versions = new int[keys];
        this.partitions = new SimulatedCapacity[partitions];
        this.table = table;
        this.onDemand = onDemand;
        Arrays.fill(lastPosition, ABSENT);
        Arrays.setAll(this.partitions, any -> new SimulatedCapacity(PARTITION_LIMIT, 1));
    }

    /** A table with provisioned capacity, of which 300 seconds are kept; nothing was saved up before the job. */
    static SimulatedTable provisioned(int keys, int partitions, double unitsPerSecond) {
        return new SimulatedTable(keys, partitions, new SimulatedCapacity(unitsPerSecond, 300), false);
    }

    /** A table on demand with a maximum. */
    static SimulatedTable onDemand(int keys, int partitions, double mostUnitsPerSecond) {
        return new SimulatedTable(keys, partitions, SimulatedCapacity.withoutSavings(mostUnitsPerSecond), true);
    }

    /** A table on demand without a maximum of its own. */
    static SimulatedTable onDemand(int keys, int partitions) {
        return onDemand(keys, partitions, 1e12);
    }

    /** Adds a global index, to which all items are written too. */
    SimulatedTable index(String name, double unitsPerSecond) {
        indexes.put(name, new SimulatedCapacity(unitsPerSecond, 300));
        return this;
    }

    SimulatedTable partition(int partition, double unitsPerSecond) {
        partitions[partition] = SimulatedCapacity.withoutSavings(unitsPerSecond);
        return this;
    }

    SimulatedTable savedUp() {
        table.fillUp();
        return this;
    }

    void changeLimit(double unitsPerSecond) {
        table.change(unitsPerSecond);
    }

    int partition(int key) {
        int hash = key * 0x9E3779B9;
        return (int) (((hash ^ hash >>> 16) & 0xFFFFFFFFL) % partitions.length);
    }

    double units(WorkItem item) {
        if (item.operation() instanceof Operation.Get get) {
            return get.consistent() ? 1 : 0.5;
        }
        return (1 + indexes.size()) * UnitEstimate.writeUnits(item.size());
    }

    Map<String, Double> unitsByIndex(List<WorkItem> items) {
        Map<String, Double> units = new TreeMap<>();
        for (String index : indexes.keySet()) {
            for (WorkItem item : items) {
                units.merge(index, UnitEstimate.writeUnits(item.size()), Double::sum);
            }
        }
        return units;
    }

    /** Returns the word that DynamoDB has for what is missing to an operation, {@code null} if nothing is. */
    @Nullable
    String shortage(WorkItem item, long now) {
        boolean reads = item.operation() instanceof Operation.Get;
        SimulatedItem origin = (SimulatedItem) item.origin();
        String way = reads ? "Read" : "Write";
        if (origin.nature() == SimulatedItem.Nature.NEVER_ACCEPTED || !partitions[partition(origin.key())].has(now)) {
            return "Table" + way + "KeyRangeThroughputExceeded";
        }
        if (!table.has(now)) {
            return "Table" + way + (onDemand ? "MaxOnDemandThroughputExceeded" : "ProvisionedThroughputExceeded");
        }
        for (SimulatedCapacity index : indexes.values()) {
            if (!index.has(now)) {
                return "IndexWriteProvisionedThroughputExceeded";
            }
        }
        return null;
    }

    void charge(WorkItem item) {
        double units = units(item);
        double share = units / (1 + indexes.size());
        partitions[partition(((SimulatedItem) item.origin()).key())].take(share);
        table.take(share);
        indexes.values().forEach(index -> index.take(share));
        charged += units;
    }

    boolean isConditionMet(SimulatedItem item) {
        return versions[item.key()] == item.version();
    }

    void apply(WorkItem item) {
        SimulatedItem origin = (SimulatedItem) item.origin();
        if (item.operation() instanceof Operation.Get) {
            return;
        }
        applied++;
        if (origin.position() < lastPosition[origin.key()]) {
            outOfOrder++;
        }
        lastPosition[origin.key()] = origin.position();
        versions[origin.key()]++;
    }

    /** Returns the place in the source of what is stored under a key, -1 if nothing is. */
    int stored(int key) {
        return lastPosition[key];
    }

    int keys() {
        return lastPosition.length;
    }

    /** Returns how often an older write was carried out after a newer one of the same key. */
    int outOfOrder() {
        return outOfOrder;
    }

    long applied() {
        return applied;
    }

    double charged() {
        return charged;
    }

    List<Integer> keysOfPartition(int partition) {
        List<Integer> keys = new ArrayList<>();
        for (int key = 0; key < lastPosition.length; key++) {
            if (partition(key) == partition) {
                keys.add(key);
            }
        }
        return keys;
    }
}
