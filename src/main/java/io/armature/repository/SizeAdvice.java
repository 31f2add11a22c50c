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

import io.armature.client.OversizedItem;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionSizeLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Says of what is too large how large it is, and what in it. */
final class SizeAdvice {

    private static final String TOO_LARGE = "exceeded the maximum allowed size";

    private SizeAdvice() {}

    /** Returns the translated exception, or {@code null} if nothing is too large. */
    static @Nullable DataAccessException tooLarge(Failure failure) {
        if (isCollection(failure)) {
            return new DataIntegrityViolationException(
                    failure.message(
                            "would let the items of one partition key grow over 10 GB, the limit of a table with"
                                    + " local secondary indexes. Remove items of that key, spread them over several keys (such as"
                                    + " key#0 to key#9, read in parallel), or move to global secondary indexes, which have no such"
                                    + " limit: that needs a new table."),
                    failure.exception());
        }
        if (!isItem(failure)) {
            return null;
        }
        OversizedItem item = failure.call() == null ? null : failure.call().oversizedItem();
        return new ItemTooLargeException(
                failure.message("would make an item larger than 400 KB, DynamoDB's limit. "
                        + (item == null ? "" : sizes(item))
                        + "Store large parts elsewhere (such as S3), compress them, or split the item."),
                failure.exception(),
                item);
    }

    private static boolean isCollection(Failure failure) {
        return failure.exception() instanceof ItemCollectionSizeLimitExceededException
                || failure.exception() instanceof TransactionCanceledException cancelled
                        && cancelled.cancellationReasons().stream()
                                .anyMatch(reason -> "ItemCollectionSizeLimitExceeded".equals(reason.code()));
    }

    private static boolean isItem(Failure failure) {
        return failure.exception() instanceof TransactionCanceledException cancelled
                ? cancelled.cancellationReasons().stream()
                        .map(CancellationReason::message)
                        .anyMatch(text -> text != null && isItem(text))
                : isItem(failure.text());
    }

    private static boolean isItem(String text) {
        return text.contains("Item size") && text.contains(TOO_LARGE);
    }

    private static String sizes(OversizedItem item) {
        String attributes = item.largestAttributes().entrySet().stream()
                .map(attribute -> attribute.getKey() + " (" + kilobytes(attribute.getValue()) + ")")
                .collect(Collectors.joining(", "));
        String table = item.table() == null ? "" : " of table '" + item.table() + "'";
        return item.whole()
                ? "The largest item" + table + " that was sent has " + kilobytes(item.bytes())
                        + "; its largest attributes are " + attributes + ". "
                : "The update sent " + kilobytes(item.bytes()) + " of an item" + table + ": " + attributes
                        + "; the rest is in the stored item. ";
    }

    private static String kilobytes(long bytes) {
        return bytes < 1_024 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f KB", bytes / 1_024.0);
    }
}
