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
import io.armature.resilience.FailureClassification;
import io.armature.resilience.fallback.FallbackStatistics.Event;
import io.armature.resilience.fallback.StoreCalls.Budget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Marks what is written, before and after. The mark before covers the time in which the item may be written already and nobody
 * knows, and an instance that ends in it; the mark after covers reads that began while it was written.
 */
final class Writes {

    /** Stands for the keys among commands that are named by their tables. */
    private static final String KEYS = "";

    private final FallbackTables tables;

    private final StoreCalls store;

    private final Fills fills;

    private final DistrustedKeys distrusted;

    private final FallbackStatistics statistics;

    private final LongSupplier tokens;

    Writes(
            FallbackTables tables,
            StoreCalls store,
            Fills fills,
            DistrustedKeys distrusted,
            FallbackStatistics statistics,
            LongSupplier tokens) {
        this.tables = tables;
        this.store = store;
        this.fills = fills;
        this.distrusted = distrusted;
        this.statistics = statistics;
        this.tokens = tokens;
    }

    DynamoDbResponse write(Call call) {
        Written written = Written.by(call, tables);
        if (written.isEmpty()) {
            return call.proceed(call.request());
        }
        Budget budget = store.budget();
        long token = tokens.getAsLong();
        boolean marked = isMarked(written, token, budget);
        try {
            DynamoDbResponse response = call.proceed(call.request());
            if (!marked || !isRenewed(written.renewal(response), token, budget)) {
                isMarked(written, tokens.getAsLong(), budget);
            }
            return response;
        } catch (RuntimeException | Error ex) {
            if (FailureClassification.of(ex).mayHaveBeenApplied()) {
                isMarked(written, tokens.getAsLong(), budget);
            }
            throw ex;
        } finally {
            fills.forget(written.keys());
        }
    }

    /** Stores what was written in place of the mark from before, which must be there: it tells that nobody else came between. */
    private boolean isRenewed(Written.@Nullable Renewal renewal, long token, Budget budget) {
        if (renewal == null) {
            return false;
        }
        StoredCopy copy = fills.encode(renewal.table(), renewal.key(), renewal.item(), 0);
        if (copy.item() == null) {
            return false;
        }
        CompletableFuture<Boolean> renewed = store.start(target -> target.renew(renewal.key(), copy, token));
        boolean done = store.await(renewed, budget) && renewed.join();
        if (done) {
            statistics.add(Event.RENEWAL);
        }
        return done;
    }

    /**
     * Marks, and tells whether the store has acknowledged it. What it has not is distrusted from here on. Each mark has a token of
     * its own, so that a renewal which comes late finds the marker of somebody else.
     */
    private boolean isMarked(Written written, long token, Budget budget) {
        List<String> unacknowledged = await(start(written, token), budget);
        boolean marked = unacknowledged.isEmpty();
        if (unacknowledged.remove(KEYS)) {
            distrusted.add(written.keys());
        }
        unacknowledged.forEach(distrusted::addTable);
        return marked;
    }

    private Map<String, CompletableFuture<Void>> start(Written written, long token) {
        Map<String, CompletableFuture<Void>> commands = new LinkedHashMap<>();
        if (!written.keys().isEmpty()) {
            commands.put(KEYS, store.startEvenLate(target -> target.mark(written.keys(), token)));
        }
        written.tables().forEach(table -> commands.put(table, store.startEvenLate(target -> target.newEpoch(table))));
        return commands;
    }

    /** Waits for all, and returns which the store has not acknowledged. */
    private List<String> await(Map<String, CompletableFuture<Void>> commands, Budget budget) {
        List<String> unacknowledged = new ArrayList<>();
        commands.forEach((name, command) -> {
            if (!store.await(command, budget)) {
                unacknowledged.add(name);
            }
        });
        return unacknowledged;
    }
}
