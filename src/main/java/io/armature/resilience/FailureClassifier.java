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
import io.armature.resilience.FailureClassification.Outage;
import java.util.List;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Tells the failures of the SDK apart. */
final class FailureClassifier {

    private FailureClassifier() {}

    static FailureClassification classify(Throwable failure) {
        if (failure instanceof CircuitBreakerOpenException) {
            return new FailureClassification(Kind.REFUSED, null, List.of());
        }
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
            return new FailureClassification(Kind.OUTAGE, Outage.TIME_OUT, List.of());
        }
        if (failure instanceof DynamoDbException service && service.statusCode() >= 500) {
            return new FailureClassification(Kind.OUTAGE, Outage.SERVER_ERROR, List.of());
        }
        return new FailureClassification(Kind.OTHER, null, List.of());
    }
}
