/** What the sample store sells. */
@NullMarked
package io.armature.sample.track;

import org.jspecify.annotations.NullMarked;
