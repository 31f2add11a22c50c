/** What Armature adds to the start of an application, in time and memory. */
@NullMarked
package io.armature.benchmark.startup;

import org.jspecify.annotations.NullMarked;
