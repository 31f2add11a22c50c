package io.armature.insight;

/**
 * Size of one item that went over the wire.
 *
 * @param bytes the whole item
 * @param encryptionBytes the part that encryption added
 */
record ItemSample(long bytes, long encryptionBytes) {}
