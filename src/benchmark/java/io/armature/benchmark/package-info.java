/** What encryption costs, measured by processor time and allocated bytes in rounds of several fresh JVMs. */
@NullMarked
package io.armature.benchmark;

import org.jspecify.annotations.NullMarked;
