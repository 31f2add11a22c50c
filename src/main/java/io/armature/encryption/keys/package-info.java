/** Where data keys come from: the SPI, AWS KMS and a local form for development. */
@NullMarked
package io.armature.encryption.keys;

import org.jspecify.annotations.NullMarked;
