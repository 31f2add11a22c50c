/** Runs DynamoDB Local and Redis on a machine that has only a JDK, as processes that never outlive the application. */
@NullMarked
package io.armature.sample.local;

import org.jspecify.annotations.NullMarked;
