/** What keeps an application alive while DynamoDB is not: what an error is, and circuit breakers for tables and endpoints. */
@NullMarked
package io.armature.resilience;

import org.jspecify.annotations.NullMarked;
