package io.armature.insight;

/**
 * A key that takes a notable part of the traffic of a table or index.
 *
 * @param key the value of the partition key, or its hash: the same key has the same hash as long as the application runs
 * @param share share of the traffic that it takes, from 0 to 1, at most the error bound too large
 * @param leastShare share that it takes at least
 * @param readShare part of its own traffic that is reads, from 0 to 1
 * @param throttled whether DynamoDB throttled a call for it because of its partition
 */
public record HotKey(String key, double share, double leastShare, double readShare, boolean throttled) {}
