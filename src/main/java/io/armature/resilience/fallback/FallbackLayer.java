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
package io.armature.resilience.fallback;

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.client.TableCatalogue;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * Answers reads by key from copies while DynamoDB is away.
 *
 * <p>Eventually consistent reads by key of whole items are sent with a time-out of their own, and what they find is stored.
 * When one fails by an outage, or a circuit breaker refuses it, it is answered by a copy that is young enough, marked by
 * {@link FallbackMark}; otherwise its failure is thrown as it is. No other failure is masked, and absence is never answered.
 * Consistent reads, projections, transactions, queries, and requests that go as somebody else pass as they are.
 *
 * <p>Writes mark the keys they write, before and after, unless DynamoDB has certainly refused them; statements, whose keys
 * cannot be seen, begin a new epoch of their table. Where the store acknowledges the mark after a write, what was written or
 * deleted never comes back older. Where it does not, this instance asks the store for nothing of that key until every older
 * copy is gone.
 *
 * <p>The store costs a call no more than its time-out, and none that fails makes a call fail. After five commands in a row that
 * had no answer in time nobody waits for it, until it has answered a question of the background. Safe for use by concurrent
 * threads.
 */
public final class FallbackLayer implements CallLayer, AutoCloseable {

    private final Reads reads;

    private final Writes writes;

    private final Fills fills;

    private final StoreCalls calls;

    private final @Nullable FillWorker worker;

    /**
     * Creates the layer, and the thread that stores what reads find.
     *
     * @param store where copies are kept; stays open when the layer is closed
     * @param settings how copies are kept and used; the time-out of reads should not be longer than that of the client, which it
     *     replaces
     * @param tables tells by its name in DynamoDB whether a table takes part, which is asked for each call
     * @param catalogue knows the key attributes and the version of each table; one that it does not know takes no part
     * @param statistics counts what happens
     * @param clock tells the time for the marks on answers
     */
    public FallbackLayer(
            FallbackStore store,
            FallbackSettings settings,
            Predicate<String> tables,
            TableCatalogue catalogue,
            FallbackStatistics statistics,
            Clock clock) {
        this(store, settings, new FallbackTables(tables, catalogue, statistics), statistics, Surroundings.real(clock));
    }

    FallbackLayer(
            FallbackStore store,
            FallbackSettings settings,
            FallbackTables tables,
            FallbackStatistics statistics,
            Surroundings surroundings) {
        LongSupplier nanoTime = surroundings.nanoTime();
        this.calls = new StoreCalls(store, settings.storeTimeout(), statistics, nanoTime, surroundings.patience());
        DistrustedKeys distrusted = new DistrustedKeys(settings, statistics, nanoTime);
        Copies copies = new Copies(settings.maxStaleness(), distrusted, statistics);
        StaleAnswers answers = new StaleAnswers(tables, calls, copies, surroundings.clock(), nanoTime);
        this.fills = new Fills(tables, calls, copies, settings, statistics, nanoTime);
        this.worker = surroundings.ownThread() ? new FillWorker(fills, calls) : null;
        this.reads = new Reads(tables, calls, answers, this::finished, settings, statistics, nanoTime);
        this.writes = new Writes(tables, calls, fills, distrusted, statistics, surroundings.tokens());
        if (worker != null) {
            worker.start();
        }
    }

    @Override
    public CallSlot slot() {
        return CallSlot.FALLBACK;
    }

    /**
     * Passes a call on, and answers it from copies if it is a read that finds DynamoDB away.
     *
     * @param call the call
     * @return the response of DynamoDB, or one that {@link FallbackMark#of} knows
     */
    @Override
    public DynamoDbResponse call(Call call) {
        return switch (call.operation()) {
            case "GetItem" -> reads.get(call, (GetItemRequest) call.request());
            case "BatchGetItem" -> reads.batchGet(call, (BatchGetItemRequest) call.request());
            case "PutItem",
                    "UpdateItem",
                    "DeleteItem",
                    "BatchWriteItem",
                    "TransactWriteItems",
                    "ExecuteStatement",
                    "BatchExecuteStatement",
                    "ExecuteTransaction",
                    "DeleteTable" -> writes.write(call);
            default -> call.proceed(call.request());
        };
    }

    private void finished(FinishedRead read) {
        fills.offer(read);
        if (worker != null) {
            worker.wake();
        }
    }

    /** Does what the thread does, for who has none. */
    int drain() {
        calls.askAfter();
        return fills.drain();
    }

    /** Ends the thread. What reads found and was not stored yet is given up; calls go on working. */
    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
    }

    /**
     * Time, chance and threads.
     *
     * @param clock the time
     * @param nanoTime measures time
     * @param patience waits for the store
     * @param tokens gives tokens to marks
     * @param ownThread whether a thread of the layer's own stores what reads find
     */
    record Surroundings(Clock clock, LongSupplier nanoTime, Patience patience, LongSupplier tokens, boolean ownThread) {

        static Surroundings real(Clock clock) {
            return new Surroundings(
                    clock,
                    System::nanoTime,
                    Patience::block,
                    () -> ThreadLocalRandom.current().nextLong(),
                    true);
        }
    }
}
