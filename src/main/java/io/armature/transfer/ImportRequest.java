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
import io.armature.batch.VersionPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.util.Assert;

/** What is imported, where to, and how. Immutable. */
public final class ImportRequest {

    private final Builder values;

    private ImportRequest(Builder values) {
        this.values = values;
    }

    /**
     * Begins the request of an import from a file or, for DynamoDB's export, from a folder.
     *
     * @param source the file or folder
     * @param format what its items look like
     * @return a builder
     */
    public static Builder of(Path source, DataFormat format) {
        return new Builder(new FileSystemResource(source), format);
    }

    /**
     * Begins the request of an import from a resource, which is read twice: once for its hash, once for its rows.
     *
     * @param source the resource
     * @param format what its items look like
     * @return a builder
     */
    public static Builder of(Resource source, DataFormat format) {
        return new Builder(source, format);
    }

    Resource source() {
        return values.source;
    }

    DataFormat format() {
        return values.format;
    }

    @Nullable
    String table() {
        return values.table;
    }

    @Nullable
    Class<?> entity() {
        return values.entity;
    }

    List<Column> columns() {
        return values.columns;
    }

    boolean ifAbsent() {
        return values.ifAbsent;
    }

    @Nullable
    VersionPolicy versions() {
        return values.versions;
    }

    @Nullable
    BatchRate rate() {
        return values.rate;
    }

    @Nullable
    Integer concurrency() {
        return values.concurrency;
    }

    @Nullable
    String name() {
        return values.name;
    }

    @Nullable
    Consumer<BatchProgress> progress() {
        return values.progress;
    }

    boolean confirmed() {
        return values.confirmed;
    }

    Path checkpoint() {
        return values.checkpoint == null ? beside(".checkpoint") : values.checkpoint;
    }

    Path failures() {
        return values.failures == null ? beside(".failures.jsonl") : values.failures;
    }

    private Path beside(String suffix) {
        try {
            Path file = values.source.getFile().toPath().toAbsolutePath();
            return file.resolveSibling(file.getFileName() + suffix);
        } catch (IOException ex) {
            throw new IllegalArgumentException(
                    values.source.getDescription()
                            + " is not a file, so that the import must be told where to keep its checkpoint"
                            + " and its failures: set both.",
                    ex);
        }
    }

    /** Returns all that decides what a row becomes, in words. */
    String settings() {
        return values.format + (values.ifAbsent ? " if absent" : "")
                + (values.versions == null ? "" : " " + values.versions)
                + (values.entity == null ? "" : " as " + values.entity.getName()) + " " + values.columns;
    }

    /** Builds a request. Not safe for use by concurrent threads. */
    public static final class Builder {

        private final Resource source;
        private final DataFormat format;
        private @Nullable String table;
        private @Nullable Class<?> entity;
        private List<Column> columns = List.of();
        private boolean ifAbsent;
        private @Nullable VersionPolicy versions;
        private @Nullable BatchRate rate;
        private @Nullable Integer concurrency;
        private @Nullable String name;
        private @Nullable Consumer<BatchProgress> progress;
        private @Nullable Path checkpoint;
        private @Nullable Path failures;
        private boolean confirmed;

        private Builder(Resource source, DataFormat format) {
            this.source = source;
            this.format = format;
        }

        private Builder(Builder other) {
            this(other.source, other.format);
            this.table = other.table;
            this.entity = other.entity;
            this.columns = other.columns;
            this.ifAbsent = other.ifAbsent;
            this.versions = other.versions;
            this.rate = other.rate;
            this.concurrency = other.concurrency;
            this.name = other.name;
            this.progress = other.progress;
            this.checkpoint = other.checkpoint;
            this.failures = other.failures;
            this.confirmed = other.confirmed;
        }

        /**
         * Writes rows as they are into a table. Encrypted attributes must be ciphertext already, as in an export of the same table.
         *
         * @param table name of the table in DynamoDB
         * @return this builder
         */
        public Builder into(String table) {
            this.table = table;
            return this;
        }

        /**
         * Makes an entity of each row and writes it as repositories do: mapped, versioned and encrypted.
         *
         * @param entity class of the entities
         * @return this builder
         */
        public Builder into(Class<?> entity) {
            this.entity = entity;
            return this;
        }

        /**
         * Names columns whose attribute or type is not what it would be without: keys and attributes of entities have their own
         * types, all other columns of CSV files are text.
         *
         * @param columns the columns; others are taken as they are
         * @return this builder
         */
        public Builder columns(Column... columns) {
            this.columns = List.of(columns);
            return this;
        }

        /**
         * Lets items that exist stay as they are. Each row then goes in a request of its own.
         *
         * @return this builder
         */
        public Builder ifAbsent() {
            this.ifAbsent = true;
            return this;
        }

        /**
         * Chooses how versioned entities are written.
         *
         * @param versions the policy
         * @return this builder
         */
        public Builder versions(VersionPolicy versions) {
            this.versions = versions;
            return this;
        }

        /**
         * Sets the rate.
         *
         * @param rate in place of the configured one
         * @return this builder
         */
        public Builder rate(BatchRate rate) {
            this.rate = rate;
            return this;
        }

        /**
         * Sets how many requests are on their way at once.
         *
         * @param concurrency 1 to 100, in place of the configured number
         * @return this builder
         */
        public Builder concurrency(int concurrency) {
            this.concurrency = concurrency;
            return this;
        }

        /**
         * Names the job.
         *
         * @param name for reports, metrics and endpoints
         * @return this builder
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /**
         * Sets what is told of the progress.
         *
         * @param progress called once a second
         * @return this builder
         */
        public Builder progress(Consumer<BatchProgress> progress) {
            this.progress = progress;
            return this;
        }

        /**
         * Sets where the import notes how far it is.
         *
         * @param checkpoint a file, by default beside the source with {@code .checkpoint} behind its name; it is removed when the
         *     import is complete
         * @return this builder
         */
        public Builder checkpoint(Path checkpoint) {
            this.checkpoint = checkpoint;
            return this;
        }

        /**
         * Sets where rows go that could not be imported, as JSON Lines with the number of their line.
         *
         * @param failures a file, by default beside the source with {@code .failures.jsonl} behind its name
         * @return this builder
         */
        public Builder failures(Path failures) {
            this.failures = failures;
            return this;
        }

        /**
         * Confirms that the import may cost more than {@code armature.batch.price.confirm-above}.
         *
         * @return this builder
         */
        public Builder confirmed() {
            this.confirmed = true;
            return this;
        }

        /**
         * Builds the request.
         *
         * @return an immutable request
         * @throws IllegalArgumentException if it has not exactly one of a table and an entity
         */
        public ImportRequest build() {
            Assert.isTrue(
                    (table == null) != (entity == null),
                    "An import goes into a table or is made of entities: name exactly one of the two.");
            return new ImportRequest(new Builder(this));
        }
    }
}
