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
 */
public record HotKeyReport(
        String table,
        @Nullable String index,
        double windowSeconds,
        double unitsPerSecond,
        double errorBound,
        long throttledByPartition,
        List<HotKey> keys) {}
