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

import io.armature.batch.BatchProgress;
import io.armature.batch.BatchRate;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is exported, where to, and how. Immutable. */
public final class ExportRequest {

    private static final int MOST_SEGMENTS = 64;

    private final Builder values;

    private ExportRequest(Builder values) {
        this.values = values;
    }

    /**
     * Begins the request of an export of a table as it is: encrypted attributes stay ciphertext.
     *
     * @param table name of the table in DynamoDB
     * @param folder a folder that is made, or that a broken-off export has left
     * @param format what the files are to look like
     * @return a builder
     */
    public static Builder of(String table, Path folder, DataFormat format) {
        return new Builder(table, folder, format);
    }

    String table() {
        return values.table;
    }

    Path folder() {
        return values.folder;
    }

    DataFormat format() {
        return values.format;
    }

    int segments() {
        return values.partitionKey == null ? values.segments : 1;
    }

    @Nullable
    AttributeValue partitionKey() {
        return values.partitionKey;
    }

    @Nullable
    String index() {
        return values.index;
    }

    List<Column> columns() {
        return values.columns;
    }

    boolean consistent() {
        return values.consistent;
    }

    @Nullable
    BatchRate rate() {
        return values.rate;
    }

    @Nullable
    Consumer<BatchProgress> progress() {
        return values.progress;
    }

    /** Returns all that decides what is in the files, in words and without values. */
    String settings() {
        return values.format + " " + segments() + " segments" + (values.consistent ? " consistent" : "")
                + (values.index == null ? "" : " of index " + values.index)
                + (values.partitionKey == null ? "" : " of one partition " + values.partitionKey.hashCode()) + " "
                + values.columns;
    }

    /** Builds a request. Not safe for use by concurrent threads. */
    public static final class Builder {

        private final String table;
        private final Path folder;
        private final DataFormat format;
        private int segments = 4;
        private @Nullable AttributeValue partitionKey;
        private @Nullable String index;
        private List<Column> columns = List.of();
        private boolean consistent;
        private @Nullable BatchRate rate;
        private @Nullable Consumer<BatchProgress> progress;

        private Builder(String table, Path folder, DataFormat format) {
            this.table = table;
            this.folder = folder;
            this.format = format;
        }

        private Builder copy() {
            Builder copy = new Builder(table, folder, format);
            copy.segments = segments;
            copy.partitionKey = partitionKey;
            copy.index = index;
            copy.columns = columns;
            copy.consistent = consistent;
            copy.rate = rate;
            copy.progress = progress;
            return copy;
        }

        /**
         * Sets in how many parts the table is scanned at once.
         *
         * @param segments 1 to 64, 4 by default
         * @return this builder
         * @throws IllegalArgumentException if it is outside of these bounds
         */
        public Builder segments(int segments) {
            Assert.isTrue(segments >= 1 && segments <= MOST_SEGMENTS, "segments must be 1 to " + MOST_SEGMENTS);
            this.segments = segments;
            return this;
        }

        /**
         * Exports only the items of one partition, by a query.
         *
         * @param partitionKey value of the partition key of the table, or of the index if one is named
         * @return this builder
         */
        public Builder partition(AttributeValue partitionKey) {
            this.partitionKey = partitionKey;
            return this;
        }

        /**
         * Reads an index in place of the table.
         *
         * @param index name of the index; the files have the attributes that it projects
         * @return this builder
         */
        public Builder index(String index) {
            this.index = index;
            return this;
        }

        /**
         * Names the columns of CSV files, which need them, or the properties of JSON Lines, which have all without them.
         *
         * @param columns in their order
         * @return this builder
         */
        public Builder columns(Column... columns) {
            this.columns = List.of(columns);
            return this;
        }

        /**
         * Reads strongly consistently, at twice the units.
         *
         * @return this builder
         */
        public Builder consistent() {
            this.consistent = true;
            return this;
        }

        /**
         * Sets the rate of reading.
         *
         * @param rate in capacity units or items, in place of the configured one
         * @return this builder
         */
        public Builder rate(BatchRate rate) {
            this.rate = rate;
            return this;
        }

        /**
         * Sets what is told of the progress.
         *
         * @param progress called once a second at most
         * @return this builder
         */
        public Builder progress(Consumer<BatchProgress> progress) {
            this.progress = progress;
            return this;
        }

        /**
         * Builds the request.
         *
         * @return an immutable request
         * @throws IllegalArgumentException if a CSV file has no columns
         */
        public ExportRequest build() {
            Assert.isTrue(
                    format != DataFormat.CSV || !columns.isEmpty(),
                    "A CSV file needs columns: items of one table may have any attributes.");
            return new ExportRequest(copy());
        }
    }
}
