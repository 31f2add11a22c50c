/** Answers to reads by key while DynamoDB is away: what is stored of them, where, and when it may be used. */
@NullMarked
package io.armature.resilience.fallback;

import org.jspecify.annotations.NullMarked;
