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
package io.armature.batch;

import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/** What is special about one job; everything else is as {@code armature.batch.*} says. Immutable. */
public final class BatchOptions {

    private final Builder values;

    private BatchOptions(Builder values) {
        this.values = values;
    }

    /**
     * Returns options in which nothing is special.
     *
     * @return the defaults
     */
    public static BatchOptions defaults() {
        return builder().build();
    }

    /**
     * Returns a builder in which nothing is special.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the job's name.
     *
     * @return the name, {@code null} for one that is made up
     */
    public @Nullable String name() {
        return values.name;
    }

    /**
     * Returns the job's rate.
     *
     * @return the rate, {@code null} for the one that is configured
     */
    public @Nullable BatchRate rate() {
        return values.rate;
    }

    /**
     * Returns how many requests are on their way at once.
     *
     * @return the number, {@code null} for the one that is configured
     */
    public @Nullable Integer concurrency() {
        return values.concurrency;
    }

    /**
     * Returns how versioned entities are written.
     *
     * @return the policy, {@code null} if none was chosen, so that versioned entities fail
     */
    public @Nullable VersionPolicy versions() {
        return values.versions;
    }

    /**
     * Returns what becomes of two writes of one item that meet.
     *
     * @return the policy
     */
    public Duplicates duplicates() {
        return values.duplicates;
    }

    /**
     * Tells whether the first failure ends the job.
     *
     * @return {@code false} by default
     */
    public boolean stopOnFailure() {
        return values.stopOnFailure;
    }

    /**
     * Tells whether reads are strongly consistent.
     *
     * @return {@code false} by default
     */
    public boolean consistentReads() {
        return values.consistentReads;
    }

    /**
     * Returns what takes all failures.
     *
     * @return the sink, {@code null} for none
     */
    public @Nullable FailureSink failures() {
        return values.failures;
    }

    /**
     * Returns what is told of the job's progress.
     *
     * @return the listener, {@code null} for none
     */
    public @Nullable Consumer<BatchProgress> progress() {
        return values.progress;
    }

    /**
     * Returns what is told of each item that is done.
     *
     * @return takes places in the source, {@code null} for nothing
     */
    public @Nullable LongConsumer acknowledgements() {
        return values.acknowledgements;
    }

    /**
     * Returns the number of items in the source.
     *
     * @return the number, empty if it is not known
     */
    public OptionalLong total() {
        return values.total;
    }

    /** Builds options. Not safe for use by concurrent threads. */
    public static final class Builder {

        private @Nullable String name;
        private @Nullable BatchRate rate;
        private @Nullable Integer concurrency;
        private @Nullable VersionPolicy versions;
        private Duplicates duplicates = Duplicates.LAST_WINS;
        private boolean stopOnFailure;
        private boolean consistentReads;
        private @Nullable FailureSink failures;
        private @Nullable Consumer<BatchProgress> progress;
        private @Nullable LongConsumer acknowledgements;
        private OptionalLong total = OptionalLong.empty();

        private Builder() {}

        private Builder copy() {
            Builder copy = new Builder();
            copy.name = name;
            copy.rate = rate;
            copy.concurrency = concurrency;
            copy.versions = versions;
            copy.duplicates = duplicates;
            copy.stopOnFailure = stopOnFailure;
            copy.consistentReads = consistentReads;
            copy.failures = failures;
            copy.progress = progress;
            copy.acknowledgements = acknowledgements;
            copy.total = total;
            return copy;
        }

        /**
         * Names the job, for reports, metrics and endpoints. Use few names: each makes meters.
         *
         * @param name such as {@code import-tracks}
         * @return this builder
         */
        public Builder name(String name) {
            Assert.hasText(name, "A job's name must not be empty");
            this.name = name;
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
         * @param concurrency 1 to 100
         * @return this builder
         * @throws IllegalArgumentException if it is outside of these bounds
         */
        public Builder concurrency(int concurrency) {
            Assert.isTrue(concurrency >= 1 && concurrency <= 100, "concurrency must be 1 to 100");
            this.concurrency = concurrency;
            return this;
        }

        /**
         * Chooses how versioned entities are written.
         *
         * @param versions the policy; without one they fail
         * @return this builder
         */
        public Builder versions(VersionPolicy versions) {
            this.versions = versions;
            return this;
        }

        /**
         * Chooses what becomes of two writes of one item that meet before the first was sent.
         *
         * @param duplicates the policy, {@link Duplicates#LAST_WINS} by default
         * @return this builder
         */
        public Builder duplicates(Duplicates duplicates) {
            this.duplicates = duplicates;
            return this;
        }

        /**
         * Lets the first failure end the job; what was not sent yet then fails as well.
         *
         * @param stopOnFailure {@code false} by default
         * @return this builder
         */
        public Builder stopOnFailure(boolean stopOnFailure) {
            this.stopOnFailure = stopOnFailure;
            return this;
        }

        /**
         * Makes reads strongly consistent, at twice the units.
         *
         * @param consistentReads {@code false} by default
         * @return this builder
         */
        public Builder consistentReads(boolean consistentReads) {
            this.consistentReads = consistentReads;
            return this;
        }

        /**
         * Sets what takes all failures.
         *
         * @param failures called on one thread at a time
         * @return this builder
         */
        public Builder failures(FailureSink failures) {
            this.failures = failures;
            return this;
        }

        /**
         * Sets what is told of the progress: once a second, and at the end.
         *
         * @param progress called on one thread at a time; it must return soon
         * @return this builder
         */
        public Builder progress(Consumer<BatchProgress> progress) {
            this.progress = progress;
            return this;
        }

        /**
         * Sets what is told of each item that is done: written, or failed and handed to the sink of failures. With this a reader of a
         * log or of a file knows how far it may move on. Items that fail because the job ends are not among them
         * ({@link FailureReason#endsJob}).
         *
         * @param acknowledgements takes the item's place in the source, from 0, in no particular order; called on one thread at a time
         * @return this builder
         */
        public Builder acknowledgements(LongConsumer acknowledgements) {
            this.acknowledgements = acknowledgements;
            return this;
        }

        /**
         * Tells how many items there are, so that the end can be estimated.
         *
         * @param total 0 or more
         * @return this builder
         */
        public Builder total(long total) {
            this.total = OptionalLong.of(total);
            return this;
        }

        /**
         * Builds the options.
         *
         * @return immutable options
         */
        public BatchOptions build() {
            return new BatchOptions(copy());
        }
    }
}
