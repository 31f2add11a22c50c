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

import io.armature.repository.ConditionFailedException.Conflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Says that the item is not as the condition wants it, with the present one, or that another transaction was in the way. */
final class ConditionFailures {

    private static final String EARLIER_ATTEMPT =
            " An earlier attempt of this call had no answer, so it may have been its"
                    + " own write that the condition found: compare before you repeat it.";

    private ConditionFailures() {}

    static DataAccessException failed(Failure failure) {
        List<Conflict> conflicts = conflicts(failure);
        boolean applied = failure.mayHaveBeenApplied();
        return new ConditionFailedException(
                failure.message(text(failure, conflicts) + (applied ? EARLIER_ATTEMPT : "")),
                failure.exception(),
                conflicts,
                applied);
    }

    private static String text(Failure failure, List<Conflict> conflicts) {
        if (failure.exception() instanceof TransactionCanceledException) {
            String which = conflicts.stream()
                    .map(conflict -> conflict.index() + present(conflict))
                    .collect(Collectors.joining(", "));
            return "was cancelled: the items of its writes " + which
                    + " (counted from 0) are not as their conditions want"
                    + " them, so somebody else changed or removed them since they were read. Read them again and repeat the"
                    + " change.";
        }
        return "was refused: the item" + present(conflicts.get(0))
                + " is not as the condition wants it, so somebody else changed or removed it since it was read. Read it"
                + " again and repeat the change.";
    }

    private static String present(Conflict conflict) {
        return conflict.item().isEmpty()
                ? ""
                : " (present attributes: "
                        + String.join(", ", new TreeSet<>(conflict.item().keySet())) + ")";
    }

    private static List<Conflict> conflicts(Failure failure) {
        List<Conflict> conflicts = new ArrayList<>();
        if (failure.exception() instanceof TransactionCanceledException cancelled) {
            List<CancellationReason> reasons = cancelled.cancellationReasons();
            for (int i = 0; i < reasons.size(); i++) {
                if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
                    conflicts.add(new Conflict(i, reasons.get(i).item()));
                }
            }
        } else if (failure.exception() instanceof ConditionalCheckFailedException failed) {
            conflicts.add(new Conflict(0, failed.item()));
        }
        return conflicts.isEmpty() ? List.of(new Conflict(0, Map.of())) : conflicts;
    }

    static DataAccessException cancelled(Failure failure) {
        String text = failure.exception() instanceof TransactionCanceledException cancelled
                ? "was cancelled: " + reasons(cancelled.cancellationReasons())
                : byCode(failure);
        return new ConcurrencyFailureException(failure.message(text), failure.exception());
    }

    private static String byCode(Failure failure) {
        if (failure.code().startsWith("TransactionInProgress")) {
            return "met a transaction with the same token that is still being carried out. Repeat it with the same token"
                    + " to learn how it ends.";
        }
        if (failure.code().startsWith("ReplicatedWriteConflict")) {
            return "met a write to the same item in another region. Read the item again and repeat the change.";
        }
        return "was refused, since a transaction is at work on the item. Repeat it.";
    }

    private static String reasons(List<CancellationReason> reasons) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < reasons.size(); i++) {
            String code = String.valueOf(reasons.get(i).code());
            if (!code.equals("None") && !code.equals("null")) {
                texts.add("write " + i + " " + reason(code, reasons.get(i)));
            }
        }
        return texts.isEmpty()
                ? "DynamoDB gave no reason. Repeat it."
                : "of its writes, counted from 0, " + String.join("; ", texts)
                        + ". Correct what is wrong and repeat it.";
    }

    static String reason(String code, CancellationReason reason) {
        return switch (code) {
            case "ConditionalCheckFailed" -> "found the item not as its condition wants it";
            case "TransactionConflict" -> "met another transaction on the same item";
            case "ItemCollectionSizeLimitExceeded" -> "would let its item collection grow over 10 GB";
            default ->
                "failed with " + code + (reason.message() == null ? "" : " (" + SafeText.of(reason.message()) + ")");
        };
    }
}
