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
package io.armature.transfer;

import io.armature.batch.BatchEstimate;
import io.armature.batch.BatchOptions;
import io.armature.batch.BatchRate;
import io.armature.batch.BatchWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;

/** Estimates imports from their first rows. Safe for use by concurrent threads. */
final class Estimates {

    private static final int SAMPLE = 1_000;

    private final BatchWriter writer;

    private final DynamoDbClient client;

    private final TransferSettings settings;

    Estimates(BatchWriter writer, DynamoDbClient client, TransferSettings settings) {
        this.writer = writer;
        this.client = client;
        this.settings = settings;
    }

    ImportEstimate of(ImportRequest request, String table, long lines, Rows rows, Function<Row, Object> writes) {
        BatchOptions.Builder options = BatchOptions.builder();
        if (request.versions() != null) {
            options.versions(request.versions());
        }
        long count = Math.max(0, request.format() == DataFormat.CSV ? lines - 1 : lines);
        BatchEstimate sample = writer.estimate(
                Stream.iterate(next(rows), Objects::nonNull, row -> next(rows))
                        .limit(SAMPLE)
                        .map(writes),
                options.build());
        long measured = sample.items() + sample.invalid();
        double valid = measured == 0 ? 0 : (double) sample.items() / measured;
        double units = sample.unitsPerItem() * count * valid;
        return new ImportEstimate(
                table,
                count,
                measured,
                sample.invalid(),
                units,
                duration(request.rate() == null ? settings.rate() : request.rate(), count, units),
                settings.prices().ofWrites(units),
                recovery(table));
    }

    private static @Nullable Row next(Rows rows) {
        try {
            return rows.next();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static @Nullable Duration duration(BatchRate rate, long rows, double units) {
        if (rate instanceof BatchRate.Items items) {
            return Duration.ofSeconds(Math.round(rows / items.perSecond()));
        }
        return rate instanceof BatchRate.Units perSecond
                ? Duration.ofSeconds(Math.round(units / perSecond.perSecond()))
                : null;
    }

    private @Nullable Boolean recovery(String table) {
        try {
            return client.describeContinuousBackups(request -> request.tableName(table))
                            .continuousBackupsDescription()
                            .pointInTimeRecoveryDescription()
                            .pointInTimeRecoveryStatus()
                    == PointInTimeRecoveryStatus.ENABLED;
        } catch (SdkException ex) {
            // Only a warning depends on it.
            return null;
        }
    }
}
