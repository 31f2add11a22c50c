/** Auto-configuration of everything: the only package that knows all the others. */
@NullMarked
package io.armature.autoconfigure;

import org.jspecify.annotations.NullMarked;
