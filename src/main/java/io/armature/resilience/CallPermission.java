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

/**
 * The permission of one call by every circuit breaker it concerns. It ends by exactly one call of {@link #succeeded} or {@link
 * #failed}.
 */
final class CallPermission {

    private final GuardedCircuitBreaker[] breakers;

    /** Which of the permissions were given in order to try DynamoDB again. */
    private final boolean[] probes;

    CallPermission(GuardedCircuitBreaker[] breakers, boolean[] probes) {
        this.breakers = breakers;
        this.probes = probes;
    }

    void succeeded(long nanos) {
        for (int i = 0; i < breakers.length; i++) {
            breakers[i].succeeded(probes[i], nanos);
        }
    }

    void failed(long nanos, Throwable failure) {
        FailureClassification classification = FailureClassification.of(failure);
        for (int i = 0; i < breakers.length; i++) {
            GuardedCircuitBreaker breaker = breakers[i];
            switch (Verdict.of(breaker.id().kind(), breaker.physicalTable(), classification)) {
                case FAILED -> breaker.failed(probes[i], nanos, failure);
                case WORKED -> breaker.succeeded(probes[i], nanos);
                case UNKNOWN -> breaker.release(probes[i]);
            }
        }
    }
}
