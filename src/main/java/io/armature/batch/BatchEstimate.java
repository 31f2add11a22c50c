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

/**
 * What writing items is expected to use, from a sample of them that was mapped and measured and not written. Indexes are charged for
 * what they project of the items; writing over an item that has other index keys costs up to twice that.
 *
 * @param items items of the sample that can be written
 * @param invalid items of the sample that can't
 * @param bytes what the first come to
 * @param units write units of the sample, by table, and by {@code table/index} for indexes
 */
public record BatchEstimate(long items, long invalid, long bytes, Map<String, Double> units) {

    /**
     * Creates the estimate.
     *
     * @param items 0 or more
     * @param invalid 0 or more
     * @param bytes 0 or more
     * @param units copied
     */
    public BatchEstimate {
        units = Map.copyOf(units);
    }

    /**
     * Returns the write units of a mean item, its indexes included.
     *
     * @return units, 0 for an empty sample
     */
    public double unitsPerItem() {
        return items == 0
                ? 0
                : units.values().stream().mapToDouble(Double::doubleValue).sum() / items;
    }
}
