/** What the applications of the compatibility tests store. */
@NullMarked
package io.armature.compatibility.notes;

import org.jspecify.annotations.NullMarked;
