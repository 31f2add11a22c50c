/** Resolves the names of endpoints so that calls go on while the name service fails or hangs. */
@NullMarked
package io.armature.client.dns;

import org.jspecify.annotations.NullMarked;
