/**
 * Comparisons with peers, for the page of benchmarks. Each is a {@link io.armature.benchmark.Suite} in a package of its own
 * and measured in several fresh JVMs; {@link io.armature.benchmark.Rounds} measures by processor time and allocated bytes.
 */
@NullMarked
package io.armature.benchmark;

import org.jspecify.annotations.NullMarked;
