/** The sample: a record store on DynamoDB, which {@code ./mvnw spring-boot:test-run} starts. */
@NullMarked
package io.armature.sample;

import org.jspecify.annotations.NullMarked;
