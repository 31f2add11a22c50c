/**
 * Tuned DynamoDB clients, and the ring of {@linkplain io.armature.client.CallLayer layers} around every call that goes
 * through them.
 */
@NullMarked
package io.armature.client;

import org.jspecify.annotations.NullMarked;
