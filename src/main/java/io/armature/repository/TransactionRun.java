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

import io.armature.mapping.ItemExtensions;
import io.armature.repository.UpdateStatistics.Event;
import io.armature.resilience.FailureClassification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** One transaction with all its attempts. Not safe for use by concurrent threads. */
final class TransactionRun {

    private static final long MAX_BYTES = 4 * 1_024 * 1_024;

    private static final Set<String> NOT_TO_BLAME = Set.of("None", "TransactionConflict");

    private final List<TransactionStep<?>> steps;
    private final List<TransactionStep<?>> updates;
    private final @Nullable String ownToken;
    private final ItemExtensions extensions;
    private final ItemReads reads;
    private final TransactionSender sender;
    private final UpdateEnvironment environment;
    private final UpdateAttempts attempts;
    private final TransactionFailures failures;
    private final AttributeValue writeId;

    /** Why the attempt before this one did not go, {@code null} for the first. */
    private @Nullable TransactionCanceledException cancelled;

    TransactionRun(
            List<TransactionStep<?>> steps,
            @Nullable String ownToken,
            ItemExtensions extensions,
            ItemReads reads,
            UpdateSettings settings,
            UpdateEnvironment environment) {
        this.steps = steps;
        this.updates = steps.stream().filter(TransactionStep::takesWhatIsThere).toList();
        this.ownToken = ownToken;
        this.extensions = extensions;
        this.reads = reads;
        this.sender = new TransactionSender(reads.client());
        this.environment = environment;
        this.attempts = new UpdateAttempts(settings, environment);
        this.failures = new TransactionFailures(steps, reads.translation());
        this.writeId = environment.writeIds().get();
    }

    TransactionResult go() {
        read();
        while (true) {
            TransactionItems items = build();
            try {
                send(items);
                count();
                readCounted(items);
                return new TransactionResult(steps);
            } catch (TransactionCanceledException ex) {
                if (!isToBeAppliedAgain(ex) || !attempts.next()) {
                    throw failures.translate(ex, attempts.made());
                }
                cancelled = ex;
                if (attempts.afterLongPause()) {
                    // A read costs less than another failed condition, which the items from before the pause would
                    // meet.
                    read();
                }
            }
        }
    }

    private void read() {
        if (!updates.isEmpty()) {
            Map<ItemKey, Map<String, AttributeValue>> found = reads.read(updates);
            updates.forEach(step -> step.found(found.getOrDefault(step.item(), Map.of())));
        }
    }

    private TransactionItems build() {
        TransactionItems items = new TransactionItems(writeId, extensions, reads.translation());
        steps.forEach(step -> step.addTo(items));
        if (items.bytes() > MAX_BYTES) {
            throw new IllegalArgumentException("A transaction of " + steps.size() + " operations has " + items.bytes()
                    + " bytes, and DynamoDB takes at most " + MAX_BYTES
                    + ". Split it where a part may take place without the rest.");
        }
        return items;
    }

    /** Sends the items under a token of their own: it must not be used again for others. */
    private void send(TransactionItems items) {
        steps.forEach(step -> step.count(Event.ATTEMPT));
        try {
            sender.send(
                    TransactWriteItemsRequest.builder()
                            .transactItems(items.items())
                            .clientRequestToken(
                                    ownToken != null
                                            ? ownToken
                                            : environment.tokens().get())
                            .build(),
                    attempts);
        } catch (TransactionCanceledException ex) {
            throw ex;
        } catch (RuntimeException ex) {
            if (FailureClassification.of(ex).mayHaveBeenApplied()) {
                steps.forEach(step -> step.count(Event.UNKNOWN));
            }
            // The token may count as used by the attempt that was cancelled, which must not look like work that was
            // done.
            throw failures.translate(
                    cancelled != null && ex instanceof IdempotentParameterMismatchException ? cancelled : ex,
                    attempts.made());
        }
    }

    private void count() {
        steps.forEach(step -> step.count(Event.SUCCESS));
    }

    /** Only DynamoDB knows what it counted, and a transaction returns nothing. */
    private void readCounted(TransactionItems items) {
        List<TransactionStep<?>> counted =
                steps.stream().filter(TransactionStep::counts).toList();
        if (counted.isEmpty()) {
            return;
        }
        try {
            Map<ItemKey, Map<String, AttributeValue>> found = reads.read(counted);
            counted.forEach(step -> step.counted(found.getOrDefault(step.item(), Map.of()), items));
        } catch (DataAccessException ex) {
            // What was written is known all the same, except for the counters.
        }
    }

    /** Tells whether only items were in the way that can be taken as they are, and takes them. */
    private boolean isToBeAppliedAgain(TransactionCanceledException failure) {
        List<CancellationReason> reasons = failure.cancellationReasons();
        List<Integer> failed = IntStream.range(0, Math.min(reasons.size(), steps.size()))
                .filter(i ->
                        TransactionSender.CONDITION_FAILED.equals(reasons.get(i).code()))
                .boxed()
                .toList();
        failed.forEach(i -> steps.get(i).count(Event.CONFLICT));
        boolean others = IntStream.range(0, reasons.size())
                .anyMatch(i -> !failed.contains(i)
                        && !NOT_TO_BLAME.contains(reasons.get(i).code()));
        boolean again = !failed.isEmpty()
                && !others
                && failed.stream().allMatch(i -> steps.get(i).takesWhatIsThere());
        if (again) {
            failed.forEach(i -> steps.get(i).found(reasons.get(i).item()));
        }
        return again;
    }
}
