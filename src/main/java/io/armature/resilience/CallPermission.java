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

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The permission of one call by every circuit breaker it concerns. It ends by exactly one call of {@link #succeeded} or {@link
 * #failed}. Immutable, and so the same for all calls while all circuit breakers are closed.
 *
 * @param breakers the circuit breakers, that of the endpoint first
 * @param permits what each of them gave, {@code null} if all let the call through as usual
 */
@SuppressWarnings("ArrayRecordComponent")
record CallPermission(GuardedCircuitBreaker[] breakers, Permit @Nullable [] permits) {

    /** Takes permission from every circuit breaker, or from none. */
    static CallPermission acquire(CallPermission usual) {
        GuardedCircuitBreaker[] breakers = usual.breakers;
        Permit[] permits = null;
        for (int i = 0; i < breakers.length; i++) {
            Permit permit = breakers[i].tryAcquire();
            if (permit == null) {
                giveBack(breakers, permits, i);
                throw breakers[i].refusal();
            }
            if (permit != Permit.USUAL && permits == null) {
                permits = new Permit[breakers.length];
                Arrays.fill(permits, Permit.USUAL);
            }
            if (permits != null) {
                permits[i] = permit;
            }
        }
        return permits == null ? usual : new CallPermission(breakers, permits);
    }

    private static void giveBack(GuardedCircuitBreaker[] breakers, Permit @Nullable [] permits, int count) {
        for (int i = 0; permits != null && i < count; i++) {
            breakers[i].release(permits[i]);
        }
    }

    void succeeded(long nanos) {
        for (int i = 0; i < breakers.length; i++) {
            breakers[i].succeeded(permit(i), nanos);
        }
    }

    void failed(long nanos, Throwable failure) {
        FailureClassification classification = FailureClassification.of(failure);
        for (int i = 0; i < breakers.length; i++) {
            GuardedCircuitBreaker breaker = breakers[i];
            switch (Verdict.of(breaker.id().kind(), breaker.physicalTable(), classification)) {
                case FAILED -> breaker.failed(permit(i), nanos, failure);
                case WORKED -> breaker.succeeded(permit(i), nanos);
                case UNKNOWN -> breaker.release(permit(i));
            }
        }
    }

    private Permit permit(int i) {
        return permits == null ? Permit.USUAL : permits[i];
    }
}
