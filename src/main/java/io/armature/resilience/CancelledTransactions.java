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

import io.armature.resilience.FailureClassification.Kind;
import io.armature.resilience.Throttling.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Tells why DynamoDB cancelled a transaction: what all of its reasons have in common. */
final class CancelledTransactions {

    private static final String NO_REASON = "None";

    private CancelledTransactions() {}

    static FailureClassification classify(TransactionCanceledException failure) {
        List<String> codes = failure.cancellationReasons().stream()
                .map(CancellationReason::code)
                .filter(code -> code != null && !code.equals(NO_REASON))
                .toList();
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        codes.forEach(code -> kinds.add(kind(code)));
        Kind kind = kinds.size() == 1 ? kinds.iterator().next() : Kind.CANCELLED;
        return kind == Kind.THROTTLED
                ? new FailureClassification(
                        kind,
                        null,
                        codes.stream()
                                .distinct()
                                .map(code -> new Throttling(Scope.UNKNOWN, code, null))
                                .toList())
                : FailureClassifier.of(kind);
    }

    private static Kind kind(String code) {
        return switch (code) {
            case "ConditionalCheckFailed" -> Kind.CONDITION_FAILED;
            case "ProvisionedThroughputExceeded", "ThrottlingError", "RequestLimitExceeded" -> Kind.THROTTLED;
            case "ItemCollectionSizeLimitExceeded", "ValidationError", "DuplicateItem" -> Kind.INVALID;
            case "AccessDenied" -> Kind.DENIED;
            case "ResourceNotFound" -> Kind.MISSING;
            default -> Kind.CANCELLED;
        };
    }
}
