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

import io.armature.batch.BatchRate;
import io.armature.batch.SharedRate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Exports tables, or single partitions of them, into folders that {@link TableImporter} reads: compressed files in a folder {@code data}
 * and the manifest that DynamoDB's own exports have. An export that was broken off goes on when it is run again. It is no picture of
 * one moment: what is changed while it runs is exported as it was or as it is. Safe for use by concurrent threads.
 */
public final class TableExporter {

    private static final String CHECKPOINT = "export.checkpoint";

    private final DynamoDbClient client;

    private final BatchRate rate;

    /**
     * Creates the exporter.
     *
     * @param client reads the pages
     * @param rate the rate of exports that name none
     */
    public TableExporter(DynamoDbClient client, BatchRate rate) {
        this.client = client;
        this.rate = rate;
    }

    /**
     * Exports, and waits for the end. When the thread is interrupted, the export is broken off and returns what it has done.
     *
     * @param request what to export
     * @return what became of it
     * @throws IllegalArgumentException if there is no such table
     * @throws CheckpointException if the folder belongs to another export, or can't be written to
     * @throws software.amazon.awssdk.core.exception.SdkException if a page can't be read in ten attempts; the checkpoint is kept
     */
    public ExportReport run(ExportRequest request) {
        long began = System.nanoTime();
        TableDescription table = DescribedTable.of(client, request.table());
        JobIdentity job = new JobIdentity(String.valueOf(table.tableId()), request.table(), request.settings());
        Path data = request.folder().resolve("data");
        try {
            Files.createDirectories(data);
        } catch (IOException ex) {
            throw new CheckpointException("The folder " + data + " can't be made: " + ex + ". Name another one.", ex);
        }
        try (CheckpointFile file = CheckpointFile.open(request.folder().resolve(CHECKPOINT))) {
            refuseComplete(request.folder());
            ExportRun run = new ExportRun(request, job, file, states(request, file, job));
            boolean complete = run(request, table, data, run);
            if (complete) {
                Manifest.write(request, run.states());
                file.delete();
            }
            return new ExportReport(run.items(), run.units(), complete, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private static void refuseComplete(Path folder) {
        if (Files.exists(folder.resolve(SourceFiles.MANIFEST))) {
            throw new CheckpointException("The folder " + folder + " has a whole export already. Name another one.");
        }
    }

    private static List<SegmentState> states(ExportRequest request, CheckpointFile file, JobIdentity job) {
        Properties properties = file.load(job);
        List<SegmentState> states = new ArrayList<>();
        for (int segment = 0; segment < request.segments(); segment++) {
            try {
                states.add(properties == null ? SegmentState.START : SegmentState.load(segment, properties));
            } catch (IllegalArgumentException ex) {
                throw file.unreadable(ex);
            }
        }
        return states;
    }

    private boolean run(ExportRequest request, TableDescription table, Path data, ExportRun run) {
        BatchRate counted = request.rate() == null ? rate : request.rate();
        SharedRate shared = new SharedRate(counted);
        String partitionKey = partitionKey(request, table);
        ItemLines lines = ItemLines.of(request.format(), request.columns());
        ExecutorService threads =
                Executors.newFixedThreadPool(request.segments(), new CustomizableThreadFactory("armature-export-"));
        try {
            List<Future<?>> segments = new ArrayList<>();
            for (int segment = 0; segment < request.segments(); segment++) {
                int number = segment;
                PageReads reads = new PageReads(client, request, segment, partitionKey, shared, counted);
                segments.add(threads.submit(() -> {
                    run.export(number, reads, data.resolve(Manifest.fileName(request, number)), lines);
                    return null;
                }));
            }
            return await(segments, threads);
        } finally {
            threads.shutdownNow();
            run.store();
        }
    }

    /** Waits for all segments, of which none goes on when one has failed. */
    private static boolean await(List<Future<?>> segments, ExecutorService threads) {
        boolean interrupted = false;
        RuntimeException failure = null;
        for (Future<?> segment : segments) {
            while (true) {
                try {
                    segment.get();
                    break;
                } catch (InterruptedException ex) {
                    interrupted = true;
                    threads.shutdownNow();
                } catch (CancellationException ex) {
                    break;
                } catch (ExecutionException ex) {
                    threads.shutdownNow();
                    failure = failure == null ? thrown(ex.getCause()) : failure;
                    break;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (failure != null) {
            throw failure;
        }
        return true;
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException failure) {
            return failure;
        }
        return cause instanceof IOException io
                ? new CheckpointException(
                        "The export can't be written: " + io
                                + ". Make room and start again: it goes on from its checkpoint.",
                        io)
                : new IllegalStateException(cause);
    }

    private static String partitionKey(ExportRequest request, TableDescription table) {
        List<KeySchemaElement> keys = table.keySchema();
        if (request.index() != null) {
            keys = table.globalSecondaryIndexes().stream()
                    .filter(index -> index.indexName().equals(request.index()))
                    .findFirst()
                    .map(index -> index.keySchema())
                    .orElse(keys);
        }
        return keys.stream()
                .filter(key -> key.keyType() == KeyType.HASH)
                .findFirst()
                .orElseThrow()
                .attributeName();
    }

    /** Fails as the checkpoint's file does. */
    static CheckpointException cannotWrite(Path file, IOException cause) {
        return new CheckpointException(
                "The file " + file + " can't be written: " + cause + ".", new UncheckedIOException(cause));
    }
}
