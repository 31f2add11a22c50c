/** Encryption of attributes on the client: the stored format, the data keys in use, items, and what is counted of them. */
@NullMarked
package io.armature.encryption;

import org.jspecify.annotations.NullMarked;
