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

import java.util.SplittableRandom;
import java.util.function.Function;

/** Plans for the tests, which differ from one another in little. */
final class PlanBuilder {

    private int batchSize = 25;

    private int concurrency = 10;

    private int maxAttempts = 10;

    private int maxPendingItems = 10_000;

    private Duplicates duplicates = Duplicates.LAST_WINS;

    private boolean stopOnFailure;

    private boolean countsItems = true;

    private long lingerNanos = 20 * SimulatedDynamoDb.MILLI;

    private Function<String, RateLimit> rates = table -> RateLimit.unlimited();

    private final long seed;

    PlanBuilder(long seed) {
        this.seed = seed;
    }

    PlanBuilder batchSize(int items) {
        batchSize = items;
        return this;
    }

    PlanBuilder concurrency(int requests) {
        concurrency = requests;
        return this;
    }

    PlanBuilder maxAttempts(int attempts) {
        maxAttempts = attempts;
        return this;
    }

    PlanBuilder maxPendingItems(int items) {
        maxPendingItems = items;
        return this;
    }

    PlanBuilder linger(long nanos) {
        lingerNanos = nanos;
        return this;
    }

    PlanBuilder duplicates(Duplicates policy) {
        duplicates = policy;
        return this;
    }

    PlanBuilder stopOnFailure() {
        stopOnFailure = true;
        return this;
    }

    PlanBuilder items(RateLimit rate) {
        rates = table -> rate;
        return this;
    }

    PlanBuilder rates(Function<String, RateLimit> byTable) {
        rates = byTable;
        return this;
    }

    PlanBuilder units(RateLimit rate) {
        rates = table -> rate;
        countsItems = false;
        return this;
    }

    Plan build() {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        return new Plan(
                batchSize,
                concurrency,
                maxAttempts,
                maxPendingItems,
                64L << 20,
                lingerNanos,
                100 * SimulatedDynamoDb.MILLI,
                duplicates,
                stopOnFailure,
                countsItems,
                rates,
                new Backoff(50 * SimulatedDynamoDb.MILLI, 5 * SimulatedDynamoDb.SECOND, random::nextDouble));
    }
}
