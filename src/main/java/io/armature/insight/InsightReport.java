package io.armature.insight;

import java.util.List;

/**
 * What the access patterns of this instance of the application did and cost.
 *
 * @param windowSeconds time that the numbers cover
 * @param patterns the access patterns, the dearest first
 * @param advice what to do, the largest saving first
 * @param timeline calls over time, the oldest first
 * @param uncountedCalls calls since the start that could not be counted because too many came at once
 */
public record InsightReport(
        double windowSeconds,
        List<PatternReport> patterns,
        List<Advice> advice,
        List<CallsAtTime> timeline,
        long uncountedCalls) {}
