package io.armature.insight;

/**
 * Calls of a few seconds.
 *
 * @param secondsAgo how long ago they began
 * @param seconds how long they lasted
 * @param calls calls to DynamoDB
 * @param failures calls of them that failed
 * @param p50Millis time that half of them took at most
 * @param p99Millis time that 99 % of them took at most
 * @param units capacity units that they consumed
 */
public record CallsAtTime(
        double secondsAgo, double seconds, long calls, long failures, double p50Millis, double p99Millis, double units) {}
