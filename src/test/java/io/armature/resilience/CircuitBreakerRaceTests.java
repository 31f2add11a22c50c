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

import static io.armature.resilience.Breakers.Outcome.ANSWERED;
import static io.armature.resilience.Breakers.Outcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.Metrics;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls that meet at the moments when a circuit breaker changes its state. */
class CircuitBreakerRaceTests {

    private static final String NAME = "orders@eu-central-1";

    private static final int THREADS = 12;

    private static final int PERIODS = 2_000;

    private final Breakers breakers = new Breakers();

    @Test
    void callWhenThoseThatTryAgainHaveNotYetSaidSoShouldNotEndTheirTime() {
        breakers.openByOutage("orders");
        breakers.passOpenDuration();
        CircuitBreaker breaker = breakers.registry.circuitBreaker(NAME);
        for (int i = 0; i < 3; i++) {
            assertThat(breaker.tryAcquirePermission()).isTrue();
        }

        assertThat(breakers.call("orders")).isEqualTo(REFUSED);
        assertThat(breakers.state(NAME).state()).isEqualTo(State.HALF_OPEN);
        breakers.clock.advance(Duration.ofMillis(5_001));
        assertThat(breakers.call("orders")).isEqualTo(REFUSED);
        assertThat(breakers.state(NAME).state()).isEqualTo(State.OPEN);
    }

    @Test
    void callThatTriedDynamoDbTheTimeBeforeShouldNotCountThisTime() {
        GuardedCircuitBreaker breaker = ofOrders();
        breakers.openByOutage("orders");
        breakers.passOpenDuration();
        Permit late = breaker.tryAcquire();
        Permit later = breaker.tryAcquire();
        assertThat(breaker.tryAcquire()).isNotNull();
        breakers.clock.advance(Duration.ofMillis(5_001));
        assertThat(breaker.tryAcquire()).isNull();
        breakers.passOpenDuration();
        for (int i = 0; i < 3; i++) {
            assertThat(breaker.tryAcquire()).isNotNull();
        }

        breaker.release(late);
        assertThat(breaker.tryAcquire()).isNull();
        breaker.failed(later, 1, new IllegalStateException());
        assertThat(breaker.state().state()).isEqualTo(State.HALF_OPEN);
        assertThat(breaker.state().calls()).isZero();
    }

    @Test
    void triesThatAreOverdueWhenOneWasAnsweredShouldClose() {
        GuardedCircuitBreaker breaker = ofOrders();
        breakers.openByOutage("orders");
        breakers.passOpenDuration();
        Permit answered = breaker.tryAcquire();
        breaker.tryAcquire();
        breaker.tryAcquire();
        breaker.succeeded(answered, 1);
        breakers.clock.advance(Duration.ofMillis(5_001));

        assertThat(breaker.tryAcquire()).isNotNull();
        assertThat(breaker.state().state()).isEqualTo(State.CLOSED);
        assertThat(breaker.state().since()).isNull();
    }

    @Test
    void triesThatAreOverdueWhenOneHasFailedShouldOpen() {
        GuardedCircuitBreaker breaker = ofOrders();
        breakers.openByOutage("orders");
        breakers.passOpenDuration();
        Permit failed = breaker.tryAcquire();
        breaker.tryAcquire();
        breaker.tryAcquire();
        breaker.failed(failed, 1, new IllegalStateException());
        breakers.clock.advance(Duration.ofMillis(5_001));

        assertThat(breaker.tryAcquire()).isNull();
        assertThat(breaker.state().state()).isEqualTo(State.OPEN);
    }

    @Test
    void circuitBreakerWhenForcedOpenShouldRefuse() {
        GuardedCircuitBreaker breaker = ofOrders();
        breaker.setMode(CircuitBreakerMode.FORCED_OPEN);
        assertThat(breaker.state().refusing()).isTrue();
        breaker.setMode(CircuitBreakerMode.OFF);
        assertThat(breaker.state().refusing()).isFalse();
    }

    @Test
    void circuitBreakerWhenTimeOfDayIsSetBackShouldTryAgainInTime() {
        breakers.openByOutage("orders");
        breakers.setTimeOfDay = Duration.ofHours(-1);
        assertThat(breakers.state(NAME).refusing()).isTrue();
        breakers.passOpenDuration();

        assertThat(breakers.state(NAME).refusing()).isFalse();
        breakers.target.work();
        assertThat(breakers.call("orders")).isEqualTo(ANSWERED);
    }

    @Test
    void circuitBreakerWhenTimeOfDayIsSetForwardShouldStayOpen() {
        breakers.openByOutage("orders");
        breakers.setTimeOfDay = Duration.ofHours(1);

        assertThat(breakers.state(NAME).refusing()).isTrue();
        assertThat(breakers.call("orders")).isEqualTo(REFUSED);
    }

    @Test
    void triesOfManyThreadsShouldStayWithinTheirNumberAndComeToAnEnd() throws Exception {
        GuardedCircuitBreaker breaker = ofOrders();
        Crowd crowd = new Crowd(breaker);
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            Future<?>[] all = IntStream.range(0, THREADS)
                    .mapToObj(thread -> executor.submit(() -> crowd.run(thread)))
                    .toArray(Future<?>[]::new);
            for (int period = 0; period < PERIODS; period++) {
                crowd.awaitEverybody();
                letTimePass(breaker);
            }
            crowd.working.set(true);
            for (int period = 0; period < 10; period++) {
                crowd.awaitEverybody();
                letTimePass(breaker);
            }
            crowd.over.set(true);
            for (Future<?> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        } finally {
            crowd.over.set(true);
            executor.shutdownNow();
        }

        assertThat(breaker.state().state()).isEqualTo(State.CLOSED);
        assertThat(crowd.inFlight.size()).isGreaterThan(10);
        assertThat(crowd.mostInFlight).hasValue(3);
    }

    private void letTimePass(GuardedCircuitBreaker breaker) {
        switch (breaker.state().state()) {
            case OPEN -> breakers.passOpenDuration();
            case HALF_OPEN -> breakers.clock.advance(Duration.ofSeconds(2));
            default -> {}
        }
    }

    private GuardedCircuitBreaker ofOrders() {
        breakers.call("orders");
        return Arrays.stream(
                        breakers.all.acquire("eu-central-1", List.of("orders")).breakers())
                .filter(breaker -> breaker.id().name().equals(NAME))
                .findFirst()
                .orElseThrow();
    }

    /** Threads that call with chance as to the outcome, some of them for longer than the circuit breaker waits. */
    private static final class Crowd {

        private final GuardedCircuitBreaker breaker;

        private final AtomicIntegerArray steps = new AtomicIntegerArray(THREADS);

        private final Map<Metrics, AtomicInteger> inFlight = new ConcurrentHashMap<>();

        private final AtomicInteger mostInFlight = new AtomicInteger();

        private final AtomicBoolean working = new AtomicBoolean();

        private final AtomicBoolean over = new AtomicBoolean();

        private Crowd(GuardedCircuitBreaker breaker) {
            this.breaker = breaker;
        }

        private void run(int thread) {
            Random chance = new Random(thread);
            while (!over.get()) {
                step(thread);
                Permit permit = breaker.tryAcquire();
                if (permit != null) {
                    hold(thread, permit, chance);
                }
            }
        }

        private void hold(int thread, Permit permit, Random chance) {
            AtomicInteger tries = permit.trial() == null
                    ? new AtomicInteger()
                    : inFlight.computeIfAbsent(permit.trial(), trial -> new AtomicInteger());
            mostInFlight.accumulateAndGet(tries.incrementAndGet(), Math::max);
            for (int i = chance.nextInt(100) == 0 ? 2_000 : 2; i > 0 && !over.get(); i--) {
                step(thread);
            }
            // Some never tell: their thread is gone.
            int outcome = working.get() ? 10 : chance.nextInt(11);
            if (outcome == 0) {
                return;
            }
            tries.decrementAndGet();
            if (outcome < (permit.trial() == null ? 9 : 6)) {
                breaker.failed(permit, 1, new IllegalStateException());
            } else if (outcome < 8) {
                breaker.release(permit);
            } else {
                breaker.succeeded(permit, 1);
            }
        }

        private void step(int thread) {
            steps.incrementAndGet(thread);
            Thread.yield();
        }

        /** Waits until each thread has gone on, as each does within the time for which a circuit breaker stays open. */
        private void awaitEverybody() {
            int[] before = IntStream.range(0, THREADS).map(steps::get).toArray();
            for (int thread = 0; thread < THREADS; thread++) {
                while (steps.get(thread) - before[thread] < 2 && !over.get()) {
                    Thread.yield();
                }
            }
        }
    }
}
