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
import io.armature.mapping.ItemExtensions;
import io.armature.repository.TransactionCancelledException.Reason;
import io.armature.repository.UpdateStatistics.Event;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbAtomicCounter;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Transactions that meet others, throttling and lost answers, by a script for each call. */
@WithDynamoDbLocal
class TransactionFaultTests {

    private static final Consumer<Call> TIME_OUT = call -> {
        throw ApiCallTimeoutException.create(1);
    };

    private static final Consumer<Call> LOST = call -> {
        call.proceed(call.request());
        throw ApiCallTimeoutException.create(1);
    };

    private final Script script = new Script();
    private final UpdateStatistics counts = new UpdateStatistics();
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private double jitter = 0.5;
    private DynamoDbTransactions transactions;
    private Sums sums;
    private Sums others;
    private Tallies tallies;

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
        tallies = stage.get(Tallies.class, UpdateSettings.defaults(), counts, injected);
        transactions = new DynamoDbTransactions(
                new ItemExtensions(List.of()), stage.client(), UpdateSettings.defaults(), injected);
        others = new LocalRepositories(endpoint.client(), stage.entities()).get(Sums.class);
        others.save(new Sum("a", 10, null));
        others.save(new Sum("b", 10, null));
        script.clear();
    }

    private TransactionResult move() {
        return transactions.execute(
                tx -> tx.update(sums, "a", sum -> sum.plus(-1)).update(sums, "b", sum -> sum.plus(1)));
    }

    private Sum now(String id) {
        return others.findById(id).orElseThrow();
    }

    private void assertMoved(long by) {
        assertThat(Stream.of(now("a"), now("b")).map(Sum::sum)).containsExactly(10 - by, 10 + by);
    }

    private static Consumer<Call> cancelled(String... codes) {
        return call -> {
            throw TransactionCanceledException.builder()
                    .cancellationReasons(Stream.of(codes)
                            .map(code -> CancellationReason.builder().code(code).build())
                            .toList())
                    .build();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded"
            })
    void executeWhenWhatIsInTheWayPassesShouldSendTheSameAgain(String code) {
        script.then(cancelled("None", code));
        script.then(call -> {
            throw TransactionInProgressException.builder().build();
        });
        move();
        assertMoved(1);
        assertThat(script.sent).hasSize(3).containsOnly(script.sent.get(0));
        assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(script.reads).as("nothing changed").isEqualTo(1);
    }

    @Test
    void executeWhenAnswerIsLostShouldWriteOnce() {
        script.then(LOST);
        script.then(LOST);
        TransactionResult result = move();
        assertMoved(1);
        assertThat(result.getAll(sums)).containsExactly(now("a"), now("b"));
        assertThat(script.sent).hasSize(3).containsOnly(script.sent.get(0));
        assertThat(counts.of("Sums", "transact", Event.SUCCESS)).isEqualTo(2);
        assertThat(counts.of("Sums", "transact", Event.UNKNOWN)).isZero();
    }

    @Test
    void executeWhenAnswerIsLostAndOthersWriteSinceShouldStillKnow() {
        script.then(call -> {
            call.proceed(call.request());
            others.update("a", sum -> sum.plus(100));
            others.update("a", sum -> sum.plus(100));
            throw ApiCallTimeoutException.create(1);
        });
        assertThat(move().get(sums, "a")).isEqualTo(new Sum("a", 9, 2L));
        assertThat(now("a")).isEqualTo(new Sum("a", 209, 4L));
        assertThat(now("b").sum()).isEqualTo(11);
    }

    @Test
    void executeWhenNoAttemptIsAnsweredShouldSayThatItMayHaveBeenApplied() {
        for (int i = 0; i < 5; i++) {
            script.then(TIME_OUT);
        }
        assertThatExceptionOfType(TableUnavailableException.class)
                .isThrownBy(this::move)
                .withMessageStartingWith("A transaction, in 2 operations on table '")
                .satisfies(ex -> assertThat(ex.mayHaveBeenApplied()).isTrue());
        assertThat(script.sent).hasSize(5);
        assertThat(counts.of("Sums", "transact", Event.UNKNOWN)).isEqualTo(2);
        assertMoved(0);
    }

    @Test
    void executeWhenInDoubtAndThenCancelledShouldStayInDoubt() {
        script.then(TIME_OUT);
        script.then(cancelled("TransactionConflict", "None"));
        script.then(cancelled("ValidationError", "None"));
        assertThatExceptionOfType(TableUnavailableException.class)
                .isThrownBy(this::move)
                .satisfies(ex -> assertThat(ex.mayHaveBeenApplied()).isTrue());
    }

    @Test
    void executeWhenOthersAlwaysComeFirstShouldGiveUp() {
        AtomicInteger applied = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            script.then(call -> others.update("b", sum -> sum.plus(1)));
        }
        assertThatExceptionOfType(TransactionCancelledException.class)
                .isThrownBy(() -> transactions.execute(tx -> tx.update(sums, "b", sum -> {
                    applied.incrementAndGet();
                    return sum.plus(1);
                })))
                .satisfies(ex -> {
                    assertThat(ex.attempts()).isEqualTo(5);
                    assertThat(ex.reasons()).extracting(Reason::code).containsExactly("ConditionalCheckFailed");
                });
        assertThat(applied).hasValue(5);
        assertThat(now("b").sum()).isEqualTo(15);
        assertThat(pauses)
                .containsExactly(
                        Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(500));
        assertThat(script.reads).as("at first, and after each long pause").isEqualTo(5);
        assertThat(counts.of("Sums", "transact", Event.CONFLICT)).isEqualTo(5);
        assertThat(counts.of("Sums", "transact", Event.ATTEMPT)).isEqualTo(5);
        assertThat(script.sent.stream().map(TransactWriteItemsRequest::clientRequestToken))
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    @Test
    void executeWhenPauseIsShortShouldUseTheItemThatCameBack() {
        jitter = 0.05;
        script.then(call -> others.update("b", sum -> sum.plus(1)));
        move();
        assertThat(now("b")).isEqualTo(new Sum("b", 12, 3L));
        assertThat(script.reads).isEqualTo(1);
    }

    @Test
    void executeWhenTimeIsOverShouldNotTryAgain() {
        script.then(call -> {
            others.update("b", sum -> sum.plus(1));
            nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        });
        assertThatExceptionOfType(TransactionCancelledException.class)
                .isThrownBy(this::move)
                .satisfies(ex -> assertThat(ex.attempts()).isEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource({
        "ConditionalCheckFailed, ValidationError, TransactionCancelledException",
        "TransactionConflict, ValidationError, TransactionCancelledException",
        "None, ItemCollectionSizeLimitExceeded, DataIntegrityViolationException",
        "None, AccessDenied, PermissionDeniedDataAccessException"
    })
    void executeWhenItCannotBeRepeatedShouldSayWhichOperation(String first, String second, String type) {
        script.then(cancelled(first, second));
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(this::move)
                .withMessageContaining("update of Sum in table '")
                .satisfies(ex -> assertThat(ex.getClass().getSimpleName()).isEqualTo(type));
        assertThat(script.sent).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void executeWhenTokenIsRefusedAfterACancelledAttemptShouldNotLookLikeDone() {
        script.then(call -> others.update("b", sum -> sum.plus(1)));
        script.then(call -> {
            throw IdempotentParameterMismatchException.builder().build();
        });
        assertThatExceptionOfType(TransactionCancelledException.class)
                .isThrownBy(() -> transactions.execute("token", tx -> tx.update(sums, "b", sum -> sum.plus(1))))
                .satisfies(ex -> assertThat(ex.reasons()).hasSize(1));
        script.then(TIME_OUT);
        script.then(call -> {
            throw IdempotentParameterMismatchException.builder().build();
        });
        assertThatExceptionOfType(TableUnavailableException.class)
                .as("nor after one without an answer")
                .isThrownBy(() -> transactions.execute("token", tx -> tx.update(sums, "b", sum -> sum.plus(1))))
                .satisfies(ex -> assertThat(ex.mayHaveBeenApplied()).isTrue());
    }

    @Test
    void executeWhenThrottledEachTimeShouldSayWhere() {
        for (int i = 0; i < 5; i++) {
            script.then(cancelled("None", "ProvisionedThroughputExceeded"));
        }
        assertThatExceptionOfType(ThroughputExceededException.class)
                .isThrownBy(this::move)
                .withMessageStartingWith("A transaction, in its update of Sum in table '");
    }

    @Test
    void executeWhenReadIsAnsweredInPartShouldReadTheRest() {
        script.partly = true;
        move();
        assertMoved(1);
        assertThat(script.reads).isEqualTo(2);
    }

    @Test
    void executeWhenCounterCannotBeReadShouldReturnTheRest() {
        tallies.save(new Tally("t", null, "a", null));
        script.clear();
        script.failReadsAfter = 1;
        Tally tally = transactions
                .execute(tx -> tx.update(tallies, "t", read -> new Tally("t", null, "b", null)))
                .get(tallies, "t");
        assertThat(tally).isEqualTo(new Tally("t", 0L, "b", 2L));
        script.failReadsAfter = Integer.MAX_VALUE;
        script.afterWrite = () -> tallies.update("t", read -> new Tally("t", null, "others", null));
        Tally overwritten = transactions
                .execute(tx -> tx.update(tallies, "t", read -> new Tally("t", null, "c", null)))
                .get(tallies, "t");
        assertThat(overwritten.text()).as("what this one wrote").isEqualTo("c");
    }

    @Test
    void executeWhenExtensionRefusesShouldSendNothing() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> transactions.execute(tx -> tx.update(sums, "a", sum -> new Sum("b", 1, null))))
                .withMessageContaining("another key");
        assertThat(script.sent).isEmpty();
    }

    record Sum(
            @DynamoDbPartitionKey String id,
            long sum,

            @DynamoDbVersionAttribute @Nullable Long version) {

        Sum plus(long amount) {
            return new Sum(id, sum + amount, version);
        }
    }

    record Tally(
            @DynamoDbPartitionKey String id,
            @DynamoDbAtomicCounter @Nullable Long count,
            @Nullable String text,
            @DynamoDbVersionAttribute @Nullable Long version) {}

    interface Sums extends DynamoDbRepository<Sum, String> {}

    interface Tallies extends DynamoDbRepository<Tally, String> {}

    /** Does what comes next before each transaction goes on. */
    private static final class Script implements CallLayer {

        private final Deque<Consumer<Call>> steps = new ArrayDeque<>();
        private final List<TransactWriteItemsRequest> sent = new ArrayList<>();
        private int reads;
        private int failReadsAfter = Integer.MAX_VALUE;
        private boolean partly;
        private @Nullable Runnable afterWrite;

        void then(Consumer<Call> step) {
            steps.add(step);
        }

        void clear() {
            sent.clear();
            reads = 0;
        }

        @Override
        public CallSlot slot() {
            return CallSlot.OBSERVATION;
        }

        @Override
        public DynamoDbResponse call(Call call) {
            if (call.request() instanceof BatchGetItemRequest read) {
                return read(call, read);
            }
            if (call.request() instanceof TransactWriteItemsRequest transaction) {
                sent.add(transaction);
                Consumer<Call> step = steps.poll();
                if (step != null) {
                    step.accept(call);
                }
                DynamoDbResponse response = call.proceed(call.request());
                if (afterWrite != null) {
                    Runnable once = afterWrite;
                    afterWrite = null;
                    once.run();
                }
                return response;
            }
            return call.proceed(call.request());
        }

        private DynamoDbResponse read(Call call, BatchGetItemRequest read) {
            if (reads++ >= failReadsAfter) {
                throw ApiCallTimeoutException.create(1);
            }
            BatchGetItemResponse response = (BatchGetItemResponse) call.proceed(read);
            if (!partly) {
                return response;
            }
            partly = false;
            String table = read.requestItems().keySet().iterator().next();
            return response.toBuilder()
                    .responses(Map.of(
                            table,
                            response.responses().get(table).stream()
                                    .filter(item -> item.get("id").s().equals("a"))
                                    .toList()))
                    .unprocessedKeys(Map.of(
                            table,
                            read.requestItems().get(table).toBuilder()
                                    .keys(List.of(Map.of("id", AttributeValue.fromS("b"))))
                                    .build()))
                    .build();
        }
    }
}
