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

import io.armature.repository.TransactionCancelledException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Says of a transaction that failed which of its operations did.
 *
 * @param steps the operations
 * @param translation translation of what is not special to transactions
 */
record TransactionFailures(List<TransactionStep<?>> steps, ExceptionTranslation translation) {

    private static final Set<String> OTHERS = Set.of(TransactionSender.CONDITION_FAILED, "TransactionConflict");

    /**
     * Translates an exception.
     *
     * @param exception what was thrown
     * @param attempts how often the transaction was sent
     */
    RuntimeException translate(RuntimeException exception, int attempts) {
        if (exception instanceof IdempotentParameterMismatchException) {
            return new TransactionTokenUsedException(
                    doing(steps)
                            + " was refused: another one had the same token within the last 10 minutes. If the token stands"
                            + " for one piece of work, it was done already or is being done; otherwise take another token.",
                    exception);
        }
        List<TransactionStep<?>> concerned = steps;
        if (exception instanceof TransactionCanceledException cancelled) {
            List<Reason> reasons = reasons(cancelled);
            if (reasons.stream().anyMatch(reason -> OTHERS.contains(reason.code()))) {
                return new TransactionCancelledException(text(cancelled, reasons), exception, reasons, attempts);
            }
            concerned = reasons.isEmpty()
                    ? steps
                    : reasons.stream()
                            .<TransactionStep<?>>map(reason -> steps.get(reason.position()))
                            .toList();
        }
        return translation.translateOrSelf(exception, new Doing("TransactWriteItems", null, doing(concerned)));
    }

    private List<Reason> reasons(TransactionCanceledException cancelled) {
        List<Reason> reasons = new ArrayList<>();
        for (int i = 0;
                i < Math.min(steps.size(), cancelled.cancellationReasons().size());
                i++) {
            CancellationReason reason = cancelled.cancellationReasons().get(i);
            if (reason.code() != null && !"None".equals(reason.code())) {
                TransactionStep<?> step = steps.get(i);
                reasons.add(new Reason(
                        i,
                        step.operation(),
                        step.entity().type(),
                        step.entity().tableName(),
                        step.entity().keys(),
                        reason.code(),
                        reason.item()));
            }
        }
        return reasons;
    }

    private String text(TransactionCanceledException cancelled, List<Reason> reasons) {
        String each = reasons.stream()
                .map(reason -> reason.position() + " (" + steps.get(reason.position()) + ") "
                        + ConditionFailures.reason(
                                reason.code(), cancelled.cancellationReasons().get(reason.position()))
                        + present(reason))
                .collect(Collectors.joining("; "));
        return "A transaction of " + steps.size() + " operations was cancelled, and nothing was written: operation "
                + each
                + ". Read again what was read, and repeat it."
                + (cancelled.requestId() == null ? "" : " (request id " + cancelled.requestId() + ")");
    }

    private static String present(Reason reason) {
        return reason.item().isEmpty()
                ? ""
                : " (present attributes: "
                        + String.join(", ", new TreeSet<>(reason.item().keySet())) + ")";
    }

    private static String doing(List<TransactionStep<?>> concerned) {
        String tables = concerned.stream()
                .map(step -> step.entity().tableName())
                .distinct()
                .sorted()
                .collect(Collectors.joining("', '", "'", "'"));
        return concerned.size() == 1
                ? "A transaction, in its " + concerned.get(0) + ","
                : "A transaction, in " + concerned.size() + " operations on table " + tables + ",";
    }
}
