/** Tables as entities need them: checked when the application starts, created in development. */
@NullMarked
package io.armature.schema;

import org.jspecify.annotations.NullMarked;
