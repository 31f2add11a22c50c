/** The layer that lets no plaintext of an encrypted attribute pass to DynamoDB, and completes what is read. */
@NullMarked
package io.armature.encryption.guard;

import org.jspecify.annotations.NullMarked;
