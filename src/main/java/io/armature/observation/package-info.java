/** What Armature does, as meters of Micrometer. */
@NullMarked
package io.armature.observation;

import org.jspecify.annotations.NullMarked;
