/** How entities become items: table names, schemas, keys, and the order of the enhanced client's extensions. */
@NullMarked
package io.armature.mapping;

import org.jspecify.annotations.NullMarked;
