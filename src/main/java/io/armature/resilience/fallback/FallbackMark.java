/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.resilience.fallback;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * What tells an answer from a stored copy from one of DynamoDB: headers of its HTTP response, of which there was none.
 *
 * @param readAt when the read began that found the oldest of the copies, by the clock of this machine
 * @param age the time since then when the copy was answered
 */
public record FallbackMark(Instant readAt, Duration age) {

    /** Set to {@code true} on a request by who wants an answer of DynamoDB or none. */
    public static final ExecutionAttribute<Boolean> NO_FALLBACK = new ExecutionAttribute<>("ArmatureNoFallback");

    /** Set to {@code true} on a batch get by who can do with the part of the items of which there are copies. */
    public static final ExecutionAttribute<Boolean> PARTIAL = new ExecutionAttribute<>("ArmaturePartialFallback");

    /** Header that names the source of an answer: {@code fallback}. */
    public static final String SOURCE_HEADER = "x-armature-source";

    /** Header with the time at which the read began that found the copy, in ISO 8601. */
    public static final String READ_AT_HEADER = "x-armature-read-at";

    /** Header with the age of the copy in milliseconds. */
    public static final String AGE_HEADER = "x-armature-age-millis";

    /**
     * Returns the mark of a response.
     *
     * @param response any response
     * @return the mark, or empty for an answer of DynamoDB
     */
    public static Optional<FallbackMark> of(DynamoDbResponse response) {
        SdkHttpResponse http = response.sdkHttpResponse();
        if (http == null) {
            return Optional.empty();
        }
        return http.firstMatchingHeader(READ_AT_HEADER)
                .map(readAt -> new FallbackMark(
                        Instant.parse(readAt),
                        Duration.ofMillis(Long.parseLong(
                                http.firstMatchingHeader(AGE_HEADER).orElse("0")))));
    }

    /**
     * Returns the HTTP response that carries the mark.
     *
     * @return a response of status 200 with the headers
     */
    public SdkHttpResponse toHttpResponse() {
        return SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader(SOURCE_HEADER, "fallback")
                .putHeader(READ_AT_HEADER, readAt.toString())
                .putHeader(AGE_HEADER, String.valueOf(age.toMillis()))
                .build();
    }
}
