/** What a call costs through each library. */
@NullMarked
package io.armature.benchmark.calls;

import org.jspecify.annotations.NullMarked;
