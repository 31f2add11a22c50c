/** Spring Data repositories on DynamoDB. */
@NullMarked
package io.armature.repository;

import org.jspecify.annotations.NullMarked;
