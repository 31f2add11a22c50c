/** What encryption costs. */
@NullMarked
package io.armature.benchmark.encryption;

import org.jspecify.annotations.NullMarked;
