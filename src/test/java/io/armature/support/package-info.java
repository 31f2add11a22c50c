/** Gives tests a real DynamoDB: DynamoDB Local for the fast ones, LocalStack for the others. */
@NullMarked
package io.armature.support;

import org.jspecify.annotations.NullMarked;
