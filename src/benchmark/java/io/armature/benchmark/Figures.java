package io.armature.benchmark;

/**
 * What one operation takes in one JVM.
 *
 * @param nanos median over the rounds of the thread's processor time, in nanoseconds
 * @param bytes median over the rounds of what the thread allocates, in bytes
 */
record Figures(double nanos, double bytes) {}
