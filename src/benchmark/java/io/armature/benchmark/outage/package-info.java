/** What callers wait for while DynamoDB is away, and until it is back for them. */
@NullMarked
package io.armature.benchmark.outage;

import org.jspecify.annotations.NullMarked;
