/** Encryption of attributes on the client; so far it holds only the format of what is stored. */
@NullMarked
package io.armature.encryption;

import org.jspecify.annotations.NullMarked;
