/** Orders of the sample store. */
@NullMarked
package io.armature.sample.order;

import org.jspecify.annotations.NullMarked;
