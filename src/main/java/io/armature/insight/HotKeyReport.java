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
package io.armature.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hot keys of one table or index.
 *
 * @param table the physical name of the table
 * @param index the index, or {@code null} for the table itself
 * @param windowSeconds time that the shares cover
 * @param unitsPerSecond traffic in read units a second, a write unit counted as three
 * @param errorBound by how much a share may be too large; a key above the threshold is never missed
 * @param throttledByPartition throttled calls that DynamoDB explained with one partition
 * @param keys the keys, the hottest first
 * @param contributors what DynamoDB's Contributor Insights say, {@code null} as long as that is not known
 */
public record HotKeyReport(
        String table,
        @Nullable String index,
        double windowSeconds,
        double unitsPerSecond,
        double errorBound,
        long throttledByPartition,
        List<HotKey> keys,
        @Nullable ContributorReport contributors) {

    HotKeyReport with(@Nullable ContributorReport read) {
        return new HotKeyReport(
                table, index, windowSeconds, unitsPerSecond, errorBound, throttledByPartition, keys, read);
    }
}
