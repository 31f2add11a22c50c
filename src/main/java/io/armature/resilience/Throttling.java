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
package io.armature.resilience;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/**
 * Why DynamoDB throttled a call, as one entry of {@code ThrottlingReasons} says it.
 *
 * @param scope what ran out of capacity
 * @param reason DynamoDB's own word, such as {@code TableWriteProvisionedThroughputExceeded}, or {@code null} if it gave none
 * @param resource the ARN of the table or index, or {@code null} if DynamoDB gave none
 */
public record Throttling(
        Scope scope, @Nullable String reason, @Nullable String resource) {

    /** Returns what an exception says about throttling, at least one entry. */
    static List<Throttling> of(SdkServiceException failure) {
        List<Throttling> reasons = reasons(failure).stream()
                .map(reason -> new Throttling(scope(reason.reason()), reason.reason(), reason.resource()))
                .toList();
        return reasons.isEmpty() ? List.of(new Throttling(Scope.UNKNOWN, null, null)) : reasons;
    }

    private static List<ThrottlingReason> reasons(SdkServiceException failure) {
        if (failure instanceof ProvisionedThroughputExceededException exceeded) {
            return exceeded.throttlingReasons();
        }
        if (failure instanceof ThrottlingException throttled) {
            return throttled.throttlingReasons();
        }
        return failure instanceof RequestLimitExceededException limited ? limited.throttlingReasons() : List.of();
    }

    /** DynamoDB puts its reasons together of the resource, the operation and the limit. */
    private static Scope scope(@Nullable String reason) {
        if (reason == null) {
            return Scope.UNKNOWN;
        }
        if (reason.contains("KeyRange")) {
            return Scope.KEY_RANGE;
        }
        if (reason.contains("AccountLimit")) {
            return Scope.ACCOUNT;
        }
        if (reason.startsWith("Index")) {
            return Scope.INDEX;
        }
        return reason.startsWith("Table") ? Scope.TABLE : Scope.UNKNOWN;
    }

    /** What ran out of capacity. */
    public enum Scope {
        /** One partition: a hot key. Other keys of the table are not affected. */
        KEY_RANGE,
        /** The table as a whole. */
        TABLE,
        /** A global secondary index as a whole; writes to the table wait for it too. */
        INDEX,
        /** The account in this region. */
        ACCOUNT,
        /** DynamoDB did not say. */
        UNKNOWN
    }
}
