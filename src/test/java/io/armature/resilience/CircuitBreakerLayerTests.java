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
import static io.armature.resilience.Breakers.Outcome.FAILED;
import static io.armature.resilience.Breakers.Outcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.Call;
import io.armature.resilience.CircuitBreakerSettings.SlowCalls;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;

class CircuitBreakerLayerTests {

    private final Breakers breakers = new Breakers();

    @Test
    void callWhenLastFiveFoundDynamoDbAwayShouldBeRefused() {
        breakers.target.fail(ScriptedClient.serverError());
        breakers.call("prod-orders", 4);
        assertThat(breakers.call("prod-orders")).isEqualTo(FAILED);

        assertThat(breakers.call("prod-orders")).isEqualTo(REFUSED);
        assertThat(breakers.target.calls()).isEqualTo(5);
    }

    @Test
    void callWhenOneOfFiveWasAnsweredShouldPass() {
        breakers.target.fail(ScriptedClient.serverError());
        breakers.call("orders", 4);
        breakers.target.work();
        breakers.call("orders");
        breakers.target.fail(ScriptedClient.serverError());
        breakers.call("orders", 4);

        assertThat(breakers.call("orders")).isEqualTo(FAILED);
        assertThat(breakers.call("orders")).isEqualTo(REFUSED);
    }

    @Test
    void callWhenAnotherTableFailsShouldPass() {
        breakers.openByOutage("orders");
        breakers.target.work();

        assertThat(breakers.call("customers")).isEqualTo(ANSWERED);
        assertThat(breakers.call("orders")).isEqualTo(REFUSED);
    }

    @Test
    void callWhenConditionsFailShouldPass() {
        breakers.target.fail(ScriptedClient.conditionFailed());
        breakers.call("orders", 1_000);

        assertThat(breakers.call("orders")).isEqualTo(FAILED);
    }

    @Test
    void callWhenFailureIsNotOfDynamoDbShouldPass() {
        breakers.target.fail(new IllegalStateException("of the application"));
        breakers.call("orders", 100);
        breakers.target.fail(AbortedException.create("interrupted"));
        breakers.call("orders", 100);

        assertThat(breakers.call("orders")).isEqualTo(FAILED);
    }

    @Test
    void callWhenOnlyTablesAreManagedShouldPass() {
        breakers.openByOutage("orders");
        breakers.target.fail(ScriptedClient.unreachable());
        breakers.call("customers", 5);
        breakers.target.work();

        assertThat(breakers.call("customers")).isEqualTo(REFUSED);
        assertThat(breakers.client.listTables(ListTablesRequest.builder().build()))
                .isNotNull();
    }

    @Test
    void refusalShouldSayWhatIsRefusedSinceWhenAndWhenDynamoDbIsTriedAgain() {
        breakers.openByOutage("prod-orders");
        breakers.clock.advance(Duration.ofSeconds(10));

        assertThatExceptionOfType(CircuitBreakerOpenException.class)
                .isThrownBy(() -> breakers.client.getItem(ScriptedClient.get("prod-orders")))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(CircuitBreakerOpenException.Reason.OUTAGE);
                    assertThat(refusal.table()).isEqualTo("orders");
                    assertThat(refusal.endpoint()).isEqualTo("eu-central-1");
                    assertThat(refusal.since()).isEqualTo(TestClock.START);
                    assertThat(refusal.retryAt())
                            .isBetween(TestClock.START.plusSeconds(54), TestClock.START.plusSeconds(66));
                    assertThat(refusal.getStackTrace()).isEmpty();
                })
                .withMessageContainingAll(
                        "'orders'", "eu-central-1", "2026-01-01T00:00:00Z", "found DynamoDB away", "let through at");
    }

    @Test
    void timesToTryAgainShouldBeSpread() {
        List<Object> times = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Breakers some = new Breakers();
            some.openByOutage("orders");
            times.add(some.state("orders@eu-central-1").retryAt());
        }

        assertThat(times.stream().distinct().count()).isGreaterThan(10);
    }

    @Test
    void callsWhenTimeToTryAgainHasComeShouldCloseByTheirAnswers() {
        breakers.openByOutage("orders");
        breakers.target.work();
        breakers.clock.advance(Duration.ofSeconds(53));
        assertThat(breakers.call("orders")).isEqualTo(REFUSED);
        breakers.clock.advance(Duration.ofSeconds(14));

        assertThat(breakers.call("orders")).isEqualTo(ANSWERED);
        assertThat(breakers.state("orders@eu-central-1").state()).isEqualTo(State.HALF_OPEN);
        breakers.call("orders", 2);
        assertThat(breakers.state("orders@eu-central-1").state()).isEqualTo(State.CLOSED);
        assertThat(breakers.changes)
                .extracting(CircuitBreakerStateChange::to)
                .containsExactly(State.OPEN, State.HALF_OPEN, State.CLOSED);
    }

    @Test
    void callsWhenTimeToTryAgainHasComeShouldOpenByTheirFailures() {
        breakers.openByOutage("orders");
        breakers.passOpenDuration();

        assertThat(breakers.call("orders")).isEqualTo(FAILED);
        assertThat(breakers.call("orders")).isEqualTo(FAILED);
        assertThat(breakers.call("orders")).isEqualTo(FAILED);
        assertThat(breakers.call("orders")).isEqualTo(REFUSED);
        assertThat(breakers.state("orders@eu-central-1").since()).isEqualTo(TestClock.START);
    }

    @Test
    void callsWhenTheyTryAgainAndSayNothingShouldGiveTheirPermissionBack() {
        breakers.openByOutage("orders");
        breakers.passOpenDuration();
        breakers.target.fail(AbortedException.create("interrupted"));
        breakers.call("orders", 10);
        breakers.target.answer(table -> {
            throw new StackOverflowError();
        });
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> breakers.call("orders"));
        }
        breakers.target.work();
        breakers.call("orders", 3);

        assertThat(breakers.state("orders@eu-central-1").state()).isEqualTo(State.CLOSED);
    }

    @Test
    void tableWhenCalledRarelyShouldCloseAllTheSame() {
        breakers.openByOutage("orders");
        breakers.passOpenDuration();
        breakers.target.work();
        for (int i = 0; i < 3; i++) {
            assertThat(breakers.call("orders")).isEqualTo(ANSWERED);
            breakers.clock.advance(Duration.ofMinutes(5));
        }

        assertThat(breakers.state("orders@eu-central-1").state()).isEqualTo(State.CLOSED);
    }

    @Test
    void recoveryWhenManyThreadsWaitShouldLetThreeCallsThrough() throws Exception {
        breakers.openByOutage("orders");
        long before = breakers.target.calls();
        breakers.passOpenDuration();
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(3);
        breakers.target.answer(table -> {
            arrived.countDown();
            await(answer);
            return GetItemResponse.builder().build();
        });

        List<Breakers.Outcome> outcomes = inThreads(64, answer, arrived);

        assertThat(outcomes.stream().filter(ANSWERED::equals)).hasSize(3);
        assertThat(outcomes.stream().filter(REFUSED::equals)).hasSize(61);
        assertThat(breakers.target.calls() - before).isEqualTo(3);
        assertThat(breakers.call("orders")).isEqualTo(ANSWERED);
    }

    private List<Breakers.Outcome> inThreads(int threads, CountDownLatch answer, CountDownLatch arrived)
            throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch refused = new CountDownLatch(threads - 3);
            List<Future<Breakers.Outcome>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                calls.add(executor.submit(() -> {
                    Breakers.Outcome outcome = breakers.call("orders");
                    if (outcome == REFUSED) {
                        refused.countDown();
                    }
                    return outcome;
                }));
            }
            await(arrived);
            await(refused);
            answer.countDown();
            List<Breakers.Outcome> outcomes = new ArrayList<>();
            for (Future<Breakers.Outcome> call : calls) {
                outcomes.add(call.get());
            }
            return outcomes;
        } finally {
            executor.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void callsWhenThoseThatTryAgainAreOverdueShouldBeDecidedByWhatIsKnown() throws Exception {
        breakers.openByOutage("orders");
        breakers.passOpenDuration();
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(3);
        breakers.target.answer(table -> {
            arrived.countDown();
            await(answer);
            return GetItemResponse.builder().build();
        });
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            for (int i = 0; i < 3; i++) {
                executor.execute(() -> breakers.call("orders"));
            }
            await(arrived);
            assertThat(breakers.call("orders")).isEqualTo(REFUSED);
            assertThat(breakers.state("orders@eu-central-1").state()).isEqualTo(State.HALF_OPEN);
            breakers.clock.advance(Duration.ofMillis(5_001));

            assertThat(breakers.call("orders")).isEqualTo(REFUSED);
            assertThat(breakers.state("orders@eu-central-1").state()).isEqualTo(State.OPEN);
            assertThat(breakers.state("orders@eu-central-1").retryAt())
                    .isAfter(breakers.clock.instant().plusSeconds(53));
        } finally {
            answer.countDown();
            executor.shutdown();
        }
    }

    @Test
    void callThatBeganBeforeTheOutageShouldNotCountAsATryAfterIt() {
        breakers.target.answer(table -> {
            if (table.equals("orders") && breakers.target.calls() == 1) {
                breakers.openByOutage("orders");
                breakers.passOpenDuration();
                breakers.call("orders");
                assertThat(breakers.state("orders@eu-central-1").state()).isEqualTo(State.HALF_OPEN);
            }
            return GetItemResponse.builder().build();
        });

        assertThat(breakers.call("orders")).isEqualTo(ANSWERED);
        assertThat(breakers.state("orders@eu-central-1").calls()).isEqualTo(1);
        breakers.call("orders", 2);
        assertThat(breakers.state("orders@eu-central-1").state()).isEqualTo(State.OPEN);
    }

    @Test
    void deadRegionShouldBeLearnedOnceForAllTables() {
        breakers.target.fail(ScriptedClient.unreachable());
        for (int i = 0; i < 4; i++) {
            assertThat(breakers.call("table" + i)).isEqualTo(FAILED);
        }
        breakers.target.fail(ScriptedClient.nameUnknown());
        assertThat(breakers.call("table4")).isEqualTo(FAILED);

        for (int i = 0; i < 40; i++) {
            assertThat(breakers.call("table" + i)).isEqualTo(REFUSED);
        }
        assertThat(breakers.target.calls()).isEqualTo(5);
        assertThatExceptionOfType(CircuitBreakerOpenException.class)
                .isThrownBy(() -> breakers.client.getItem(ScriptedClient.get("table0")))
                .satisfies(refusal -> assertThat(refusal.table()).isNull())
                .withMessageContaining("the circuit breaker of eu-central-1 is open");
        breakers.passOpenDuration();
        breakers.target.work();
        assertThat(breakers.call("table0")).isEqualTo(ANSWERED);
    }

    @Test
    void regionsShouldHaveCircuitBreakersOfTheirOwn() {
        DynamoDbClient elsewhere = new ScriptedClient("us-east-1").behind(breakers.layer);
        breakers.target.fail(ScriptedClient.unreachable());
        breakers.call("orders", 5);

        assertThat(breakers.call("orders")).isEqualTo(REFUSED);
        assertThat(elsewhere.getItem(ScriptedClient.get("orders"))).isNotNull();
    }

    @Test
    void callOverSeveralTablesWhenOneIsRefusedShouldGiveTheOtherPermissionsBack() {
        breakers.openByOutage("customers");
        breakers.passOpenDuration();
        breakers.openByOutage("orders");
        breakers.target.work();

        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(CircuitBreakerOpenException.class)
                    .isThrownBy(() -> breakers.client.transactGetItems(ScriptedClient.getBoth("customers", "orders")))
                    .satisfies(refusal -> assertThat(refusal.table()).isEqualTo("orders"));
        }
        breakers.call("customers", 3);
        assertThat(breakers.state("customers@eu-central-1").state()).isEqualTo(State.CLOSED);
    }

    @Test
    void callOverSeveralTablesShouldCountForEachOfThem() {
        breakers.target.fail(ScriptedClient.serverError());
        for (int i = 0; i < 5; i++) {
            try {
                breakers.client.transactGetItems(ScriptedClient.getBoth("customers", "orders"));
            } catch (RuntimeException ex) {
                assertThat(ex).isNotInstanceOf(CircuitBreakerOpenException.class);
            }
        }

        assertThat(breakers.call("customers")).isEqualTo(REFUSED);
        assertThat(breakers.call("orders")).isEqualTo(REFUSED);
    }

    @Test
    void throttlingWhenOfHalfOfTwentyCallsShouldOpen() {
        alternate("TableReadProvisionedThroughputExceeded", 19);
        assertThat(breakers.state("orders:throttling@eu-central-1").state()).isEqualTo(State.CLOSED);
        breakers.target.fail(ScriptedClient.throttled("TableReadProvisionedThroughputExceeded", "orders"));
        breakers.call("orders");

        assertThatExceptionOfType(CircuitBreakerOpenException.class)
                .isThrownBy(() -> breakers.client.getItem(ScriptedClient.get("orders")))
                .satisfies(refusal ->
                        assertThat(refusal.reason()).isEqualTo(CircuitBreakerOpenException.Reason.THROTTLING));
    }

    @Test
    void throttlingWhenLongAgoShouldNotCount() {
        alternate("TableReadProvisionedThroughputExceeded", 19);
        breakers.clock.advance(Duration.ofSeconds(10));
        breakers.call("orders", 5);

        assertThat(breakers.state("orders:throttling@eu-central-1").state()).isEqualTo(State.CLOSED);
    }

    @Test
    void throttlingWhenOfAnotherTableOfTheCallShouldNotCount() {
        breakers.target.fail(ScriptedClient.throttled("TableReadProvisionedThroughputExceeded", "orders"));
        for (int i = 0; i < 20; i++) {
            try {
                breakers.client.transactGetItems(ScriptedClient.getBoth("customers", "orders"));
            } catch (RuntimeException ex) {
                assertThat(ex).isNotInstanceOf(CircuitBreakerOpenException.class);
            }
        }

        assertThat(breakers.call("customers")).isEqualTo(FAILED);
        assertThat(breakers.call("orders")).isEqualTo(REFUSED);
    }

    private void alternate(String reason, int calls) {
        for (int i = 0; i < calls; i++) {
            if (i % 2 == 0) {
                breakers.target.work();
            } else {
                breakers.target.fail(ScriptedClient.throttled(reason, "orders"));
            }
            breakers.call("orders");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TableReadKeyRangeThroughputExceeded", "IndexReadKeyRangeThroughputExceeded"})
    void hotKeyWhenAFifthOfAMillionCallsShouldNeverOpen(String reason) {
        RuntimeException throttled = ScriptedClient.throttled(reason, "orders");
        java.util.Random chance = new java.util.Random(42);
        breakers.target.answer(table -> {
            if (chance.nextInt(5) == 0) {
                throw throttled;
            }
            return GetItemResponse.builder().build();
        });
        for (int i = 0; i < 1_000_000; i++) {
            if (i % 100 == 0) {
                breakers.clock.advance(Duration.ofMillis(100));
            }
            breakers.call("orders");
        }

        assertThat(breakers.changes).isEmpty();
        assertThat(breakers.target.calls()).isEqualTo(1_000_000);
    }

    @Test
    void hotKeyWhenAllCallsShouldNeverOpen() {
        breakers.target.fail(ScriptedClient.throttled("TableReadKeyRangeThroughputExceeded", "orders"));
        breakers.call("orders", 1_000);

        assertThat(breakers.changes).isEmpty();
    }

    @Test
    void slowCallsWhenTheyCountShouldOpen() {
        CircuitBreakerSettings plain = CircuitBreakerSettings.defaults();
        CircuitBreakerSettings slow = new CircuitBreakerSettings(
                plain.windowSize(),
                plain.minimumCalls(),
                plain.failureRate(),
                plain.openDuration(),
                plain.openJitter(),
                plain.halfOpenCalls(),
                plain.halfOpenTimeout(),
                new SlowCalls(Duration.ofMillis(100), 80),
                null);
        Breakers some = new Breakers(plain, Map.of("orders", Optional.of(slow)), List.of());
        some.target.answer(table -> {
            some.clock.advance(Duration.ofMillis(200));
            return GetItemResponse.builder().build();
        });
        some.call("orders", 5);
        some.call("customers", 5);

        assertThat(some.call("orders")).isEqualTo(REFUSED);
        assertThat(some.call("customers")).isEqualTo(ANSWERED);
        assertThat(some.registry.find("orders:throttling@eu-central-1")).isEmpty();
    }

    @Test
    void tableWhenItHasNoCircuitBreakerShouldNeverBeRefusedForItself() {
        Breakers some = new Breakers(CircuitBreakerSettings.defaults(), Map.of("orders", Optional.empty()), List.of());
        some.openByOutage("orders");

        assertThat(some.call("orders")).isEqualTo(FAILED);
        some.target.fail(SdkClientException.create("no", new java.net.ConnectException("refused")));
        some.call("orders", 5);
        assertThat(some.call("orders")).isEqualTo(REFUSED);
    }

    @Test
    void throttlingShouldHaveAnOpenDurationOfItsOwn() {
        CircuitBreakerSettings plain = CircuitBreakerSettings.defaults();
        Breakers some = new Breakers(
                new CircuitBreakerSettings(
                        plain.windowSize(),
                        plain.minimumCalls(),
                        plain.failureRate(),
                        plain.openDuration(),
                        0,
                        plain.halfOpenCalls(),
                        plain.halfOpenTimeout(),
                        new SlowCalls(Duration.ofMillis(1), 1),
                        new CircuitBreakerSettings.ThrottlingRule(
                                Duration.ofSeconds(10), 20, 50, Duration.ofSeconds(7))),
                Map.of(),
                List.of());
        some.target.fail(ScriptedClient.throttled("TableReadProvisionedThroughputExceeded", "orders"));
        some.call("orders", 20);

        CircuitBreakerState throttling = some.state("orders:throttling@eu-central-1");
        assertThat(throttling.retryAt()).isEqualTo(some.clock.instant().plusSeconds(7));
        assertThat(some.registry
                        .circuitBreaker("*@eu-central-1")
                        .getCircuitBreakerConfig()
                        .getSlowCallDurationThreshold())
                .as("slow calls say nothing of the endpoint")
                .isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void callsOverSeveralTablesShouldCountForTheEndpoint() {
        breakers.target.fail(ScriptedClient.unreachable());
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() -> breakers.client.transactGetItems(ScriptedClient.getBoth("customers", "orders")));
        }

        assertThat(breakers.call("tracks")).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "GetItem, true",
        "BatchGetItem, true",
        "Query, true",
        "Scan, true",
        "PutItem, true",
        "UpdateItem, true",
        "DeleteItem, true",
        "BatchWriteItem, true",
        "TransactGetItems, true",
        "TransactWriteItems, true",
        "ExecuteStatement, true",
        "BatchExecuteStatement, true",
        "ExecuteTransaction, true",
        "DescribeTable, false",
        "CreateTable, false"
    })
    void operationsOnItemsShouldBeGuarded(String operation, boolean guarded) {
        Call call = Mockito.mock();
        Mockito.when(call.operation()).thenReturn(operation);

        assertThat(CircuitBreakerLayer.concerns(call)).isEqualTo(guarded);
    }

    @Test
    void customizersShouldHaveTheLastWord() {
        Breakers some = new Breakers(
                CircuitBreakerSettings.defaults(),
                Map.of(),
                List.of((id, builder) -> builder.slidingWindowSize(2).minimumNumberOfCalls(2)));
        some.target.fail(ScriptedClient.serverError());
        some.call("orders", 2);

        assertThat(some.call("orders")).isEqualTo(REFUSED);
    }

    @Test
    void circuitBreakerWhenThereAlreadyShouldBeUsed() {
        CircuitBreaker own = breakers.registry.circuitBreaker("orders@eu-central-1");
        own.transitionToForcedOpenState();

        assertThatExceptionOfType(CircuitBreakerOpenException.class)
                .isThrownBy(() -> breakers.client.getItem(ScriptedClient.get("orders")))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(CircuitBreakerOpenException.Reason.FORCED);
                    assertThat(refusal.retryAt()).isNull();
                });
    }

    @Test
    void modeWhenSetShouldHold() {
        breakers.call("orders");
        assertThat(breakers.all.setMode("orders@eu-central-1", CircuitBreakerMode.FORCED_OPEN))
                .isTrue();
        breakers.clock.advance(Duration.ofDays(1));
        assertThat(breakers.call("orders")).isEqualTo(REFUSED);

        breakers.all.setMode("orders@eu-central-1", CircuitBreakerMode.OFF);
        breakers.target.fail(ScriptedClient.serverError());
        breakers.call("orders", 100);
        assertThat(breakers.call("orders")).isEqualTo(FAILED);

        breakers.all.setMode("orders@eu-central-1", CircuitBreakerMode.AUTOMATIC);
        breakers.call("orders", 5);
        assertThat(breakers.call("orders")).isEqualTo(REFUSED);
    }

    @Test
    void modeWhenOfAnUnknownCircuitBreakerShouldCreateNone() {
        assertThat(breakers.all.setMode("nobody@eu-central-1", CircuitBreakerMode.FORCED_OPEN))
                .isFalse();
        assertThat(breakers.all.states()).isEmpty();
    }
}
