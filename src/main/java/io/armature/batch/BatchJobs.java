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

import io.armature.client.TableCatalogue;
import io.armature.client.UnitPrices;
import io.armature.mapping.Entities;
import io.armature.mapping.ItemExtensions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;

/**
 * The jobs of an application: makes them, knows those that run, and ends them when the application is shut down. Safe for use by
 * concurrent threads.
 */
public final class BatchJobs {

    private static final int WRITES = 25;

    private static final int READS = 100;

    private static final int WRITE_ID_BYTES = 8;

    private final DynamoDbClient client;

    private final Entities entities;

    private final ItemExtensions extensions;

    private final BatchSettings settings;

    private final UnitPrices prices;

    private final BatchStatistics statistics;

    private final TableCatalogue catalogue;

    private final JobRates rates;

    private final SecureRandom random = new SecureRandom();

    private final AtomicInteger numbers = new AtomicInteger();

    private final Set<JobRun> running = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /**
     * Creates the maker of jobs with rates of their own; nothing runs yet.
     *
     * @param client sends the requests: one of its own, so that bulk work uses up nobody else's retries and connections
     * @param entities the application's entities
     * @param extensions extensions that items pass
     * @param catalogue keys of known tables
     * @param settings what jobs do when their options say nothing else
     * @param prices prices of capacity
     * @param statistics counts for metrics
     */
    public BatchJobs(
            DynamoDbClient client,
            Entities entities,
            ItemExtensions extensions,
            TableCatalogue catalogue,
            BatchSettings settings,
            UnitPrices prices,
            BatchStatistics statistics) {
        this(client, entities, extensions, catalogue, settings, prices, statistics, null);
    }

    /**
     * Creates the jobs' maker; nothing runs yet.
     *
     * @param client sends the requests: one of its own, so that bulk work uses up nobody else's retries and connections
     * @param entities the application's entities
     * @param extensions extensions that items pass
     * @param catalogue keys of known tables
     * @param settings what jobs do when their options say nothing else
     * @param prices prices of capacity
     * @param statistics counts for metrics
     * @param fleet where instances share the rates of their jobs, {@code null} for jobs with rates of their own
     */
    public BatchJobs(
            DynamoDbClient client,
            Entities entities,
            ItemExtensions extensions,
            TableCatalogue catalogue,
            BatchSettings settings,
            UnitPrices prices,
            BatchStatistics statistics,
            @Nullable FleetRate fleet) {
        this.client = client;
        this.entities = entities;
        this.extensions = extensions;
        this.settings = settings;
        this.prices = prices;
        this.statistics = statistics;
        this.catalogue = catalogue;
        this.rates = new JobRates(new TableLimits(client), fleet);
    }

    /**
     * Returns the jobs that run.
     *
     * @return their progress, in no particular order
     */
    public Collection<BatchProgress> running() {
        return running.stream().map(JobRun::progress).toList();
    }

    /**
     * Returns a writer.
     *
     * @return a writer whose jobs belong to this object
     */
    public BatchWriter writer() {
        return new JobWriter(this);
    }

    /**
     * Returns a reader.
     *
     * @return a reader whose jobs belong to this object
     */
    public BatchReader reader() {
        return new JobReader(this, entities, extensions);
    }

    /**
     * Cancels all jobs and waits until what is on its way has been answered. No job begins any more.
     *
     * @param time the longest time to wait
     * @return whether all have ended
     */
    public boolean close(Duration time) {
        closed = true;
        List<JobRun> jobs = List.copyOf(running);
        jobs.forEach(JobRun::cancel);
        long deadline = System.nanoTime() + time.toNanos();
        try {
            for (JobRun job : jobs) {
                job.awaitDone(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        return jobs.stream().allMatch(JobRun::isDone);
    }

    SampleMeasurement measurement(BatchOptions options) {
        return new SampleMeasurement(client, writeInputs(options));
    }

    WriteInputs writeInputs(BatchOptions options) {
        return new WriteInputs(
                entities,
                new EntityMapping(extensions, options.versions(), this::writeId),
                new TableKeys(catalogue, client));
    }

    private AttributeValue writeId() {
        byte[] id = new byte[WRITE_ID_BYTES];
        random.nextBytes(id);
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(id));
    }

    JobRun openWrites(BatchOptions options) {
        return open(options, new Requests(client), (item, found) -> {}, false);
    }

    /**
     * Opens a job of reads.
     *
     * @param prepare is shown the items of an answer together, on the thread that sent the request
     * @param reader takes them one by one
     */
    JobRun openReads(
            BatchOptions options,
            Consumer<List<Map<String, AttributeValue>>> prepare,
            BiConsumer<WorkItem, Map<String, AttributeValue>> reader) {
        Requests requests = new Requests(client, request -> {
            BatchGetItemResponse response = client.batchGetItem(request);
            response.responses().values().forEach(prepare);
            return response;
        });
        return open(options, requests, reader, true);
    }

    private JobRun open(
            BatchOptions options,
            Requests requests,
            BiConsumer<WorkItem, Map<String, AttributeValue>> reader,
            boolean reads) {
        requireOpen();
        BatchRate rate = options.rate() == null ? settings.rate() : options.rate();
        JobRates.JobRate jobRate = rates.of(rate, options, reads);
        int number = numbers.incrementAndGet();
        String name = options.name() == null ? (reads ? "read-" : "write-") + number : options.name();
        int concurrency = options.concurrency() == null ? settings.concurrency() : options.concurrency();
        CustomizableThreadFactory threads = new CustomizableThreadFactory("armature-batch-" + name + "-");
        threads.setDaemon(true);
        JobRun job = new JobRun(new JobParts(
                name,
                options,
                plan(options, concurrency, reads, rate, jobRate.byTable()),
                requests::send,
                Executors.newFixedThreadPool(concurrency, threads),
                statistics,
                prices,
                reader,
                reads,
                jobRate.onShare(),
                running::remove));
        running.add(job);
        // Asked after it was added, so that close() either sees it or has been seen.
        if (closed) {
            running.remove(job);
        }
        requireOpen();
        return job;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The application is shutting down: no batch job begins any more");
        }
    }

    private Plan plan(
            BatchOptions options, int concurrency, boolean reads, BatchRate rate, Function<String, RateLimit> rates) {
        return new Plan(
                reads ? READS : WRITES,
                concurrency,
                settings.maxAttempts(),
                settings.maxPendingItems(),
                settings.maxPendingBytes(),
                Duration.ofMillis(100).toNanos(),
                Duration.ofSeconds(1).toNanos(),
                options.duplicates(),
                options.stopOnFailure(),
                rate instanceof BatchRate.Items,
                rates,
                new Backoff(
                        settings.baseDelay().toNanos(),
                        settings.maxDelay().toNanos(),
                        () -> ThreadLocalRandom.current().nextDouble()));
    }
}
