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

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.Metrics;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One circuit breaker of Resilience4j, and what it does not keep: since when it is open, when it tries again, and an end to
 * waiting for calls that try DynamoDB.
 *
 * <p>Changes of state are noticed by looking, since a listener would make Resilience4j create an event for each call. The
 * lock is taken only where a state changes and by the few calls that try DynamoDB again.
 */
final class GuardedCircuitBreaker {

    private final CircuitBreakerId id;

    private final @Nullable String physicalTable;

    private final CircuitBreaker breaker;

    private final OpenPeriod openPeriod;

    private final Duration halfOpenTimeout;

    private final InstantSource timeOfDay;

    private final InstantSource steadyTime;

    private final Consumer<CircuitBreakerStateChange> listener;

    private final Lock lock = new ReentrantLock();

    private volatile State seen;

    private volatile @Nullable Instant since;

    private volatile @Nullable LastTry lastTry;

    /** Milliseconds since 1970, 0 before the first one; to the second, so that threads seldom write what all of them read. */
    private volatile long lastAnswer;

    GuardedCircuitBreaker(
            CircuitBreakerId id,
            @Nullable String physicalTable,
            CircuitBreaker breaker,
            OpenPeriod openPeriod,
            Duration halfOpenTimeout,
            InstantSource timeOfDay,
            InstantSource steadyTime,
            Consumer<CircuitBreakerStateChange> listener) {
        this.id = id;
        this.physicalTable = physicalTable;
        this.breaker = breaker;
        this.openPeriod = openPeriod;
        this.halfOpenTimeout = halfOpenTimeout;
        this.timeOfDay = timeOfDay;
        this.steadyTime = steadyTime;
        this.listener = listener;
        this.seen = breaker.getState();
    }

    CircuitBreakerId id() {
        return id;
    }

    /** Returns the name of the table in DynamoDB, {@code null} for the circuit breaker of an endpoint. */
    @Nullable
    String physicalTable() {
        return physicalTable;
    }

    void setMode(CircuitBreakerMode mode) {
        switch (mode) {
            case AUTOMATIC -> breaker.transitionToClosedState();
            case FORCED_OPEN -> breaker.transitionToForcedOpenState();
            case OFF -> breaker.transitionToDisabledState();
        }
        noticed();
    }

    /**
     * Takes permission for one call, which must be followed by exactly one of the next three methods.
     *
     * @return the permission to hand back, or {@code null} if there is none
     */
    @Nullable
    Permit tryAcquire() {
        State before = breaker.getState();
        boolean permitted = breaker.tryAcquirePermission();
        if (!permitted && settleTries()) {
            permitted = breaker.tryAcquirePermission();
        }
        State state = noticed();
        if (!permitted) {
            return null;
        }
        // Who was let through by a closed one took none of the permissions that a half-open one counts.
        if (state != State.HALF_OPEN || before == State.CLOSED) {
            return Permit.USUAL;
        }
        Metrics trial = breaker.getMetrics();
        lastTry = new LastTry(trial, steadyTime.millis());
        return new Permit(trial);
    }

    void succeeded(Permit permit, long nanos) {
        if (isOfThisState(permit)) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            noticed();
        }
        answered();
    }

    private void answered() {
        if (id.kind() == CircuitBreakerId.Kind.OUTAGE) {
            long now = timeOfDay.millis();
            if (now - lastAnswer >= 1000) {
                lastAnswer = now;
            }
        }
    }

    void failed(Permit permit, long nanos, Throwable failure) {
        if (isOfThisState(permit)) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
            noticed();
        }
    }

    void release(Permit permit) {
        if (permit.trial() != null && isOfThisState(permit)) {
            breaker.releasePermission();
        }
    }

    /**
     * Leaves out the calls that began before the breaker opened, or when it tried DynamoDB the last time, and end while it tries
     * again: Resilience4j would count them as such tries, or give back a permission that none of them took.
     */
    private boolean isOfThisState(Permit permit) {
        return breaker.getState() != State.HALF_OPEN || permit.trial() == breaker.getMetrics();
    }

    /**
     * Decides by what is known when the calls that try DynamoDB again are overdue. Resilience4j would go by the time since the
     * first of them, and so would never close for a table that is called once a minute.
     */
    private boolean settleTries() {
        if (!triesAreOverdue()) {
            return false;
        }
        lock.lock();
        try {
            if (!triesAreOverdue()) {
                return false;
            }
            Metrics metrics = breaker.getMetrics();
            int failed = metrics.getNumberOfFailedCalls();
            int answered = metrics.getNumberOfSuccessfulCalls() + failed;
            float threshold = breaker.getCircuitBreakerConfig().getFailureRateThreshold();
            if (answered > 0 && failed * 100f / answered < threshold) {
                breaker.transitionToClosedState();
            } else {
                breaker.transitionToOpenState();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean triesAreOverdue() {
        if (breaker.getState() != State.HALF_OPEN) {
            return false;
        }
        Metrics trial = breaker.getMetrics();
        long now = steadyTime.millis();
        LastTry last = lastTry;
        if (last == null || last.trial != trial) {
            // Those that were let through have not come to say so.
            lastTry = new LastTry(trial, now);
            return false;
        }
        return now - last.millis > halfOpenTimeout.toMillis();
    }

    /** Returns the present state, after everybody has been told of it. */
    private State noticed() {
        State state = breaker.getState();
        return state == seen ? state : notice();
    }

    private State notice() {
        CircuitBreakerStateChange change;
        lock.lock();
        try {
            State from = seen;
            State to = breaker.getState();
            if (from == to) {
                return to;
            }
            seen = to;
            Instant now = timeOfDay.instant();
            if (to == State.CLOSED || to == State.DISABLED || to == State.METRICS_ONLY) {
                since = null;
            } else if (since == null) {
                since = now;
            }
            change = new CircuitBreakerStateChange(id, from, to, now, to == State.OPEN ? openPeriod.end() : null);
        } finally {
            lock.unlock();
        }
        listener.accept(change);
        return change.to();
    }

    CircuitBreakerOpenException refusal() {
        State state = breaker.getState();
        if (state == State.FORCED_OPEN) {
            return new CircuitBreakerOpenException(
                    CircuitBreakerOpenException.Reason.FORCED, id.table(), id.endpoint(), since, null);
        }
        return new CircuitBreakerOpenException(
                id.kind() == CircuitBreakerId.Kind.THROTTLING
                        ? CircuitBreakerOpenException.Reason.THROTTLING
                        : CircuitBreakerOpenException.Reason.OUTAGE,
                id.table(),
                id.endpoint(),
                since,
                openPeriod.end());
    }

    /** Returns the time until calls are let through again, zero if they are or if one has to try. */
    Duration untilRetry() {
        State state = noticed();
        if (state == State.FORCED_OPEN) {
            return openPeriod.usual();
        }
        Duration left = openPeriod.left();
        return state != State.OPEN || left == null ? Duration.ZERO : left;
    }

    CircuitBreakerState state() {
        State state = noticed();
        Metrics metrics = breaker.getMetrics();
        return new CircuitBreakerState(
                id,
                state,
                since,
                state == State.OPEN ? openPeriod.end() : null,
                isRefusing(state),
                metrics.getNumberOfBufferedCalls(),
                metrics.getNumberOfFailedCalls(),
                metrics.getNumberOfNotPermittedCalls(),
                lastAnswer == 0 ? null : Instant.ofEpochMilli(lastAnswer));
    }

    private boolean isRefusing(State state) {
        Duration left = openPeriod.left();
        return state == State.FORCED_OPEN || (state == State.OPEN && left != null && !left.isZero());
    }

    /**
     * The last call that was let through to try DynamoDB again.
     *
     * @param trial the period of half-open in which that was, known by what Resilience4j counts in it
     * @param millis when
     */
    private record LastTry(Metrics trial, long millis) {}
}
