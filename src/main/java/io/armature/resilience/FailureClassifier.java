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

import io.armature.client.MisconfigurationException;
import io.armature.resilience.FailureClassification.Kind;
import io.armature.resilience.FailureClassification.Outage;
import java.io.UncheckedIOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Tells the failures of the SDK apart. */
final class FailureClassifier {

    private static final int LONGEST_CHAIN = 32;

    private FailureClassifier() {}

    static FailureClassification classify(Throwable failure) {
        Throwable unwrapped = unwrap(failure);
        FailureClassification found = byType(unwrapped);
        if (found.mayHaveBeenApplied()
                || found.kind() == Kind.REFUSED
                || !EarlierAttempts.mayHaveBeenApplied(unwrapped)) {
            return found;
        }
        return new FailureClassification(found.kind(), found.outage(), found.throttling(), true);
    }

    private static FailureClassification byType(Throwable failure) {
        if (failure instanceof CircuitBreakerOpenException) {
            return of(Kind.REFUSED);
        }
        if (failure instanceof SdkServiceException service) {
            return ServiceFailures.classify(service);
        }
        if (failure instanceof SdkClientException || failure instanceof UncheckedIOException) {
            return ClientFailures.classify(failure);
        }
        return isNotSent(failure) ? of(Kind.NOT_SENT) : of(Kind.OTHER);
    }

    /** Tells whether there was no client to send the call with. */
    private static boolean isNotSent(Throwable failure) {
        return failure instanceof MisconfigurationException
                || failure instanceof IllegalStateException
                        && String.valueOf(failure.getMessage()).startsWith("Connection pool shut down");
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable unwrapped = failure;
        for (int depth = 0; depth < LONGEST_CHAIN && isWrapper(unwrapped); depth++) {
            Throwable cause = unwrapped.getCause();
            if (cause == null) {
                break;
            }
            unwrapped = cause;
        }
        return unwrapped;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof CompletionException
                || failure instanceof ExecutionException
                || failure instanceof UndeclaredThrowableException;
    }

    static FailureClassification of(Kind kind) {
        return new FailureClassification(kind, null, List.of());
    }

    static FailureClassification of(Kind kind, boolean mayHaveBeenApplied) {
        return new FailureClassification(kind, null, List.of(), mayHaveBeenApplied);
    }

    static FailureClassification of(Outage outage) {
        return new FailureClassification(Kind.OUTAGE, outage, List.of());
    }
}
