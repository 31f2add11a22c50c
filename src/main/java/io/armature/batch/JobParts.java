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

import io.armature.client.UnitPrices;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a job is made of.
 *
 * @param name the job's
 * @param options the job's
 * @param plan how it goes about its work
 * @param requests sends a shipment and waits for its answer
 * @param senders threads to send on
 * @param statistics counts for metrics
 * @param prices prices of the units
 * @param reader takes what was read, {@code null}-safe for jobs of writes, which never call it
 * @param reads whether the job is one of reads
 * @param onShare how long it has kept to the instance's share of the fleet's rate
 * @param ended told when the job has ended
 */
record JobParts(
        String name,
        BatchOptions options,
        Plan plan,
        Function<Shipment, Answer> requests,
        ExecutorService senders,
        BatchStatistics statistics,
        UnitPrices prices,
        BiConsumer<WorkItem, Map<String, AttributeValue>> reader,
        boolean reads,
        Supplier<Duration> onShare,
        Consumer<JobRun> ended) {

    Tally tally(Runnable abort) {
        return new Tally(name, options, statistics, reader, abort, System::nanoTime);
    }
}
