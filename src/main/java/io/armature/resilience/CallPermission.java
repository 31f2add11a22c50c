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

import org.jspecify.annotations.Nullable;

/**
 * The permission of one call by every circuit breaker it concerns. It ends by exactly one call of {@link #succeeded} or {@link
 * #failed}. Immutable, and so the same for all calls while all circuit breakers are closed.
 *
 * @param breakers the circuit breakers, that of the endpoint first
 * @param probes which of the permissions were given in order to try DynamoDB again, {@code null} if none was
 */
@SuppressWarnings("ArrayRecordComponent")
record CallPermission(GuardedCircuitBreaker[] breakers, boolean @Nullable [] probes) {

    /** Takes permission from every circuit breaker, or from none. */
    static CallPermission acquire(CallPermission unprobed) {
        GuardedCircuitBreaker[] breakers = unprobed.breakers;
        boolean[] probes = null;
        for (int i = 0; i < breakers.length; i++) {
            GuardedCircuitBreaker breaker = breakers[i];
            if (!breaker.tryAcquire()) {
                giveBack(breakers, probes, i);
                throw breaker.refusal();
            }
            if (breaker.isProbing()) {
                probes = probes == null ? new boolean[breakers.length] : probes;
                probes[i] = true;
            }
        }
        return probes == null ? unprobed : new CallPermission(breakers, probes);
    }

    private static void giveBack(GuardedCircuitBreaker[] breakers, boolean @Nullable [] probes, int count) {
        for (int i = 0; i < count; i++) {
            breakers[i].release(probes != null && probes[i]);
        }
    }

    void succeeded(long nanos) {
        for (int i = 0; i < breakers.length; i++) {
            breakers[i].succeeded(isProbe(i), nanos);
        }
    }

    void failed(long nanos, Throwable failure) {
        FailureClassification classification = FailureClassification.of(failure);
        for (int i = 0; i < breakers.length; i++) {
            GuardedCircuitBreaker breaker = breakers[i];
            switch (Verdict.of(breaker.id().kind(), breaker.physicalTable(), classification)) {
                case FAILED -> breaker.failed(isProbe(i), nanos, failure);
                case WORKED -> breaker.succeeded(isProbe(i), nanos);
                case UNKNOWN -> breaker.release(isProbe(i));
            }
        }
    }

    private boolean isProbe(int i) {
        return probes != null && probes[i];
    }
}
