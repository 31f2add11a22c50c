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
package io.armature.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.client.MisconfigurationException;
import io.armature.repository.UpdateSettings.Ambiguity;
import io.armature.repository.UpdateStatistics.Event;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes whose answers are lost, by a script for each call that writes. */
@WithDynamoDbLocal
class LostAnswerTests {

    private final Script script = new Script();
    private final UpdateStatistics counts = new UpdateStatistics();
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private double jitter = 0.5;
    private String table;
    private Sums sums;
    private Sums exact;
    private Sums others;

    @BeforeEach
    void create(DynamoDbEndpoint endpoint) {
        LocalRepositories stage = LocalRepositories.on(endpoint, script);
        UpdateEnvironment real = UpdateEnvironment.real();
        UpdateEnvironment injected = new UpdateEnvironment(
                nanos::get,
                () -> jitter,
                pause -> {
                    pauses.add(pause);
                    nanos.addAndGet(pause.toNanos());
                },
                real.writeIds(),
                real.tokens());
        sums = stage.get(Sums.class, UpdateSettings.defaults(), counts, injected);
        exact = stage.get(
                Sums.class, new UpdateSettings(5, Duration.ofSeconds(5), Ambiguity.TRANSACTION), counts, injected);
        table = stage.table(Sum.class);
        others = new LocalRepositories(endpoint.client(), stage.entities()).get(Sums.class);
        others.save(new Sum("a", 10, null));
    }

    private long sum() {
        return others.findById("a").orElseThrow().sum();
    }

    private Sum add(Sums repository) {
        return repository.update("a", sum -> new Sum("a", sum.sum() + 1, null));
    }

    private long counted(String method, Event event) {
        return counts.of("Sums", method, event);
    }

    @Test
    void updateWhenSentAgainAfterItTookPlaceShouldSucceedOnce() {
        script.then(Script::sentTwice);
        assertThat(add(sums)).isEqualTo(new Sum("a", 11, 2L));
        assertThat(sum()).isEqualTo(11);
        assertThat(counted("update", Event.SUCCESS)).isEqualTo(1);
        assertThat(counted("update", Event.CONFLICT)).isZero();
    }

    @Test
    void updateWhenSentAgainAfterSomebodyElseCameFirstShouldApplyAgain() {
        script.then(call -> {
            add(others);
            return Script.refused(call, 2);
        });
        assertThat(add(sums)).isEqualTo(new Sum("a", 12, 3L));
        assertThat(sum()).isEqualTo(12);
        assertThat(counted("update", Event.CONFLICT)).isEqualTo(1);
    }

    @Test
    void updateWhenOverwrittenSinceShouldSayThatNobodyKnows() {
        script.then(call -> {
            call.proceed(call.request());
            add(others);
            return Script.refused(call, 2);
        });
        assertThatExceptionOfType(WriteOutcomeUnknownException.class)
                .isThrownBy(() -> add(sums))
                .withMessageContaining("written by others since")
                .satisfies(ex -> assertThat(ex.item()).containsKeys("id", "sum", "version"));
        assertThat(sum()).isEqualTo(12);
        assertThat(counted("update", Event.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void updateWhenDeletedSinceShouldSayThatNobodyKnows() {
        script.then(call -> {
            call.proceed(call.request());
            others.deleteById("a");
            return Script.refused(call, 2);
        });
        assertThatExceptionOfType(WriteOutcomeUnknownException.class)
                .isThrownBy(() -> sums.updateOrCreate("a", () -> new Sum("a", 0, null), sum -> new Sum("a", 1, null)))
                .satisfies(ex -> assertThat(ex.item()).isEmpty());
        assertThat(others.existsById("a")).isFalse();
    }

    @Test
    void updateWhenRefusedAtTheFirstAttemptShouldNotDoubtHoweverFarTheItemIs() {
        script.then(call -> {
            add(others);
            add(others);
            return Script.refused(call, 1);
        });
        assertThat(add(sums)).isEqualTo(new Sum("a", 13, 4L));
    }

    @Test
    void updateWhenTimedOutAfterItTookPlaceShouldFindItsWrite() {
        script.then(call -> {
            call.proceed(call.request());
            throw ApiCallTimeoutException.create(1);
        });
        assertThat(add(sums)).isEqualTo(new Sum("a", 11, 2L));
        assertThat(sum()).isEqualTo(11);
        assertThat(counted("update", Event.ATTEMPT)).isEqualTo(1);
    }

    @Test
    void updateWhenTimedOutWriteArrivesLateShouldCountItAsItsOwn() {
        List<Call> late = new ArrayList<>();
        script.then(call -> {
            late.add(call);
            throw ApiCallTimeoutException.create(1);
        });
        script.then(call -> {
            late.get(0).proceed(late.get(0).request());
            return call.proceed(call.request());
        });
        assertThat(add(sums)).isEqualTo(new Sum("a", 11, 2L));
        assertThat(sum()).isEqualTo(11);
        assertThat(counted("update", Event.ATTEMPT)).isEqualTo(2);
    }

    @Test
    void updateWhenLateWriteIsOverwrittenShouldSayThatNobodyKnows() {
        List<Call> late = new ArrayList<>();
        script.then(call -> {
            late.add(call);
            throw ApiCallTimeoutException.create(1);
        });
        script.then(call -> {
            late.get(0).proceed(late.get(0).request());
            add(others);
            return Script.refused(call, 1);
        });
        assertThatExceptionOfType(WriteOutcomeUnknownException.class).isThrownBy(() -> add(sums));
        assertThat(sum()).isEqualTo(12);
    }

    @Test
    void updateWhenDynamoDbStaysAwayShouldSayThatItMayHaveBeenApplied() {
        script.then(call -> {
            call.proceed(call.request());
            script.readsFail = true;
            throw ApiCallTimeoutException.create(1);
        });
        assertThatExceptionOfType(TableUnavailableException.class)
                .isThrownBy(() -> add(sums))
                .satisfies(ex -> assertThat(ex.mayHaveBeenApplied()).isTrue());
        assertThat(counted("update", Event.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void updateWhenEachAttemptTimesOutShouldGiveUpInDoubt() {
        for (int i = 0; i < 5; i++) {
            script.then(call -> {
                throw ApiCallTimeoutException.create(1);
            });
        }
        assertThatExceptionOfType(TableUnavailableException.class)
                .isThrownBy(() -> add(sums))
                .satisfies(ex -> assertThat(ex.mayHaveBeenApplied()).isTrue());
        assertThat(counted("update", Event.ATTEMPT)).isEqualTo(5);
        assertThat(counted("update", Event.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void updateWhenOthersAlwaysComeFirstShouldGiveUpWithAttemptsAndVersion() {
        for (int i = 0; i < 5; i++) {
            script.then(call -> {
                add(others);
                return call.proceed(call.request());
            });
        }
        assertThatExceptionOfType(UpdateConflictException.class)
                .isThrownBy(() -> add(sums))
                .withMessageContaining("given up after 5 attempts")
                .satisfies(ex -> {
                    assertThat(ex.attempts()).isEqualTo(5);
                    assertThat(ex.lastVersion()).isEqualTo(6);
                });
        assertThat(sum()).isEqualTo(15);
        assertThat(pauses)
                .containsExactly(
                        Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(500));
        assertThat(script.reads).as("at first, and after each pause").isEqualTo(5);
        assertThat(counted("update", Event.CONFLICT)).isEqualTo(5);
        assertThat(counted("update", Event.SUCCESS)).isZero();
    }

    @Test
    void updateWhenItemWithoutVersionIsDeletedMeanwhileShouldLeaveNoGhost(DynamoDbEndpoint endpoint) {
        endpoint.client()
                .putItem(request -> request.tableName(table)
                        .item(Map.of("id", AttributeValue.fromS("old"), "sum", AttributeValue.fromN("1"))));
        script.then(call -> {
            others.deleteById("old");
            return call.proceed(call.request());
        });
        assertThat(sums.updateIfPresent("old", sum -> new Sum("old", sum.sum() + 1, null)))
                .isEmpty();
        assertThat(others.existsById("old")).isFalse();
    }

    @Test
    void updateWhenPauseIsShortShouldUseTheItemThatCameBackWithoutASecondRead() {
        jitter = 0.05;
        script.then(call -> {
            add(others);
            return call.proceed(call.request());
        });
        assertThat(add(sums)).isEqualTo(new Sum("a", 12, 3L));
        assertThat(pauses).containsExactly(Duration.ofMillis(10));
        assertThat(script.reads).isEqualTo(1);
    }

    @Test
    void updateWhenTimeIsOverShouldGiveUpBeforeTheLastAttempt() {
        for (int i = 0; i < 2; i++) {
            script.then(call -> {
                add(others);
                nanos.addAndGet(Duration.ofSeconds(3).toNanos());
                return call.proceed(call.request());
            });
        }
        assertThatExceptionOfType(UpdateConflictException.class)
                .isThrownBy(() -> add(sums))
                .satisfies(ex -> assertThat(ex.attempts()).isEqualTo(2));
    }

    @Test
    void saveWhenSentAgainShouldTellItsOwnWriteFromOthers() {
        Sum read = others.findById("a").orElseThrow();
        script.then(Script::sentTwice);
        Sum saved = sums.save(new Sum("a", 20, read.version()));
        assertThat(saved).isEqualTo(new Sum("a", 20, 2L));
        script.then(call -> {
            add(others);
            return Script.refused(call, 2);
        });
        assertThatExceptionOfType(ConditionFailedException.class)
                .isThrownBy(() -> sums.save(new Sum("a", 30, saved.version())))
                .satisfies(ex -> assertThat(ex.mayHaveBeenApplied()).isFalse());
        Sum now = others.findById("a").orElseThrow();
        script.then(call -> {
            call.proceed(call.request());
            add(others);
            return Script.refused(call, 2);
        });
        assertThatExceptionOfType(WriteOutcomeUnknownException.class)
                .isThrownBy(() -> sums.save(new Sum("a", 40, now.version())));
        assertThat(sum()).isEqualTo(41);
        assertThat(counted("save", Event.UNKNOWN)).isEqualTo(1);
        assertThat(counted("save", Event.SUCCESS)).isEqualTo(1);
    }

    @Test
    void saveWhenTimedOutShouldFindItsWriteOrSayThatItMayHaveBeenApplied() {
        script.then(call -> {
            call.proceed(call.request());
            throw ApiCallTimeoutException.create(1);
        });
        assertThat(sums.save(new Sum("new", 1, null))).isEqualTo(new Sum("new", 1, 1L));
        script.then(call -> {
            throw ApiCallTimeoutException.create(1);
        });
        assertThatExceptionOfType(TableUnavailableException.class)
                .isThrownBy(() -> sums.save(new Sum("newer", 1, null)))
                .satisfies(ex -> assertThat(ex.mayHaveBeenApplied()).isTrue());
    }

    @Test
    void deleteWhenSentAgainShouldTellOnlyWhatIsCertain() {
        Sum read = others.findById("a").orElseThrow();
        script.then(call -> {
            add(others);
            return Script.refused(call, 2);
        });
        assertThatExceptionOfType(ConditionFailedException.class)
                .isThrownBy(() -> sums.delete(read))
                .satisfies(ex -> assertThat(ex.mayHaveBeenApplied()).isFalse());
        Sum now = others.findById("a").orElseThrow();
        script.then(Script::sentTwice);
        assertThatExceptionOfType(WriteOutcomeUnknownException.class)
                .isThrownBy(() -> sums.delete(now))
                .withMessageContaining("removed since");
        assertThat(others.existsById("a")).isFalse();
    }

    @Test
    void updateWhenEntityHasNoVersionShouldSayWhichLineToAdd(DynamoDbEndpoint endpoint) {
        LocalRepositories stage = LocalRepositories.on(endpoint);
        Plains plains = stage.get(Plains.class);
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> plains.updateIfPresent("a", plain -> plain))
                .satisfies(ex -> assertThat(ex.action()).contains("@DynamoDbVersionAttribute @Nullable Long version"));
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> stage.get(Declareds.class))
                .withMessageContaining("Declareds.updateIfPresent");
    }

    @Test
    void writeWhenTransactionIsSentAgainShouldBeCertain() {
        sums = exact;
        script.then(Script::sentTwice);
        assertThat(add(sums)).isEqualTo(new Sum("a", 11, 2L));
        script.then(call -> {
            add(others);
            add(others);
            return Script.refused(call, 2);
        });
        assertThat(add(sums)).isEqualTo(new Sum("a", 14, 5L));
        script.then(call -> {
            call.proceed(call.request());
            throw ApiCallTimeoutException.create(1);
        });
        Sum now = sums.save(new Sum("a", 20, 5L));
        assertThat(now).isEqualTo(new Sum("a", 20, 6L));
        assertThat(pauses).hasSize(2);
        script.then(call -> {
            call.proceed(call.request());
            throw ApiCallTimeoutException.create(1);
        });
        sums.delete(now);
        assertThat(others.existsById("a")).isFalse();
    }

    @Test
    void updateWhenTransactionStaysUnansweredShouldBeInDoubt() {
        sums = exact;
        for (int i = 0; i < 25; i++) {
            script.then(call -> {
                throw ApiCallTimeoutException.create(1);
            });
        }
        assertThatExceptionOfType(TableUnavailableException.class)
                .isThrownBy(() -> add(sums))
                .satisfies(ex -> assertThat(ex.mayHaveBeenApplied()).isTrue());
        assertThat(sum()).isEqualTo(10);
    }

    @Test
    void updateWhenOtherTransactionIsInTheWayShouldWaitForIt() {
        sums = exact;
        script.then(call -> {
            throw TransactionCanceledException.builder()
                    .cancellationReasons(CancellationReason.builder()
                            .code("TransactionConflict")
                            .build())
                    .build();
        });
        assertThat(add(sums)).isEqualTo(new Sum("a", 11, 2L));
        assertThat(pauses).hasSize(1);
    }

    @Test
    void deleteWhenStaleShouldFail() {
        Sum read = others.findById("a").orElseThrow();
        add(others);
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> sums.delete(read));
        assertThat(counted("delete", Event.CONFLICT)).isEqualTo(1);
    }

    record Sum(
            @DynamoDbPartitionKey String id,
            long sum,

            @DynamoDbVersionAttribute @Nullable Long version) {}

    record Plain(@DynamoDbPartitionKey String id) {}

    interface Sums extends DynamoDbRepository<Sum, String> {}

    interface Plains extends DynamoDbRepository<Plain, String> {}

    interface Declareds extends DynamoDbRepository<Plain, String> {

        @Override
        Optional<Plain> updateIfPresent(String id, UnaryOperator<Plain> change);
    }

    /** Does with each write what comes next. */
    private static final class Script implements CallLayer {

        private final Deque<Step> steps = new ArrayDeque<>();
        private boolean readsFail;
        private int reads;

        void then(Step step) {
            steps.add(step);
        }

        /** The first answer is lost, the SDK sends the same request again. */
        static DynamoDbResponse sentTwice(Call call) {
            call.proceed(call.request());
            return refused(call, 2);
        }

        static DynamoDbResponse refused(Call call, int attempts) {
            try {
                return call.proceed(call.request());
            } catch (ConditionalCheckFailedException ex) {
                throw ex.toBuilder().numAttempts(attempts).build();
            } catch (TransactionCanceledException ex) {
                throw ex.toBuilder().numAttempts(attempts).build();
            }
        }

        @Override
        public CallSlot slot() {
            return CallSlot.OBSERVATION;
        }

        @Override
        public DynamoDbResponse call(Call call) {
            if (call.request() instanceof GetItemRequest) {
                reads++;
                if (readsFail) {
                    throw ApiCallTimeoutException.create(1);
                }
                return call.proceed(call.request());
            }
            Step step = steps.poll();
            return step == null ? call.proceed(call.request()) : step.take(call);
        }
    }

    private interface Step {

        DynamoDbResponse take(Call call);
    }
}
