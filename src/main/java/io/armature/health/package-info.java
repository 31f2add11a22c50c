/** How Armature is, as health of the application. */
@NullMarked
package io.armature.health;

import org.jspecify.annotations.NullMarked;
