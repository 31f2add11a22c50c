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

import java.util.function.Function;

/**
 * How a {@link BatchLoop} goes about its job.
 *
 * @param batchSize the most items of one request: DynamoDB allows 25 writes or 100 reads
 * @param concurrency the most requests on their way at once
 * @param maxAttempts how often an item is sent before it has failed
 * @param maxPendingItems the most items that are held in memory
 * @param maxPendingBytes the most bytes that they may come to
 * @param lingerNanos how long a batch that is not full waits for more
 * @param progressNanos the least time between two reports of progress
 * @param duplicates what becomes of two writes of the same item
 * @param stopOnFailure whether the first failure ends the job
 * @param countsItems whether the rate counts items; otherwise capacity units
 * @param rates the rate of each table, which may be the same one for all
 * @param backoff pauses after failures
 */
record Plan(
        int batchSize,
        int concurrency,
        int maxAttempts,
        int maxPendingItems,
        long maxPendingBytes,
        long lingerNanos,
        long progressNanos,
        Duplicates duplicates,
        boolean stopOnFailure,
        boolean countsItems,
        Function<String, RateLimit> rates,
        Backoff backoff) {}
