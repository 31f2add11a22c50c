/** What operators may ask of Armature and do with it, as endpoints of Actuator. */
@NullMarked
package io.armature.actuate;

import org.jspecify.annotations.NullMarked;
