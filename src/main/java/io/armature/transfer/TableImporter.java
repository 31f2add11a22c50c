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

import io.armature.batch.BatchAbortedException;
import io.armature.batch.BatchOptions;
import io.armature.batch.BatchReport;
import io.armature.batch.BatchWriter;
import io.armature.mapping.Entities;
import io.armature.mapping.Entity;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Imports files into tables. An import that was broken off, however, goes on when it is run again: a checkpoint beside the source
 * says how many rows from the first on are done. Rows behind it may be written a second time, and so over what others wrote in
 * between, unless only absent items are imported. Safe for use by concurrent threads.
 */
public final class TableImporter {

    private static final Logger LOG = LoggerFactory.getLogger(TableImporter.class);

    private final BatchWriter writer;

    private final Entities entities;

    private final DynamoDbClient client;

    private final TransferSettings settings;

    private final Estimates estimates;

    /**
     * Creates the importer.
     *
     * @param writer writes the rows
     * @param entities the application's entities
     * @param client asked for the types of tables' keys
     * @param settings what imports do when they are told nothing else
     */
    public TableImporter(BatchWriter writer, Entities entities, DynamoDbClient client, TransferSettings settings) {
        this.writer = writer;
        this.entities = entities;
        this.client = client;
        this.settings = settings;
        this.estimates = new Estimates(writer, client, settings);
    }

    /**
     * Reads the source once and measures its first rows, and writes nothing.
     *
     * @param request what would be imported
     * @return what that is expected to use
     * @throws IllegalArgumentException if the source can't be read at all, such as for lack of a header
     */
    public ImportEstimate estimate(ImportRequest request) {
        List<Resource> files = files(request.source());
        return estimate(request, survey(request.source(), files), files);
    }

    private ImportEstimate estimate(ImportRequest request, SourceSurvey survey, List<Resource> files) {
        String table = tableOf(request);
        try (Rows rows = new FileRows(files, part -> open(request, table, part))) {
            return estimates.of(request, table, survey.lines(), rows, writes(request));
        } catch (IOException ex) {
            throw unreadable(request.source(), ex);
        }
    }

    private void requireConfirmed(ImportRequest request, SourceSurvey survey, List<Resource> files) {
        ImportEstimate estimate = estimate(request, survey, files);
        if (!request.confirmed() && estimate.cost().amount() > settings.confirmAbove()) {
            throw new UnconfirmedCostException(estimate, settings.confirmAbove());
        }
        if (Boolean.FALSE.equals(estimate.recovery()) && !request.ifAbsent()) {
            LOG.warn(
                    "Point-in-time recovery of table '{}' is off: what the import overwrites is gone",
                    estimate.table());
        }
    }

    /**
     * Imports, and waits for the end. When the thread is interrupted, the import is broken off and returns what it has done.
     *
     * @param request what to import
     * @return what became of the rows
     * @throws CheckpointException if the checkpoint belongs to something else, is in use, or can't be kept
     * @throws UnconfirmedCostException if it may cost more than is allowed without a confirmation
     * @throws BatchAbortedException if the source breaks off; the checkpoint is kept
     * @throws IllegalArgumentException if there is no such table, or the source can't be read at all, such as for lack of a header
     */
    public ImportReport run(ImportRequest request) {
        String table = tableOf(request);
        DescribedTable.require(client, table);
        List<Resource> files = files(request.source());
        SourceSurvey survey = survey(request.source(), files);
        JobIdentity job = new JobIdentity(survey.hash(), table, request.settings());
        try (CheckpointFile file = CheckpointFile.open(request.checkpoint())) {
            Checkpoint start = Checkpoint.load(file, job);
            if (start.rows() == 0) {
                requireConfirmed(request, survey, files);
            }
            try (FailedRows failures = FailedRows.open(request.failures(), start.failuresLength());
                    Rows rows = new FileRows(files, part -> open(request, table, part))) {
                skip(rows, start.rows());
                ImportRun run = new ImportRun(start, file, failures, request.ifAbsent(), System::nanoTime);
                return run(request, survey, start, file, rows, run);
            }
        } catch (IOException ex) {
            throw unreadable(request.source(), ex);
        }
    }

    private ImportReport run(
            ImportRequest request,
            SourceSurvey survey,
            Checkpoint start,
            CheckpointFile file,
            Rows rows,
            ImportRun run) {
        ImportSource source = new ImportSource(rows, writes(request), run);
        BatchReport report;
        try {
            report = writer.write(source.stream(), options(request, Math.max(0, survey.lines() - start.rows()), run));
        } catch (BatchAbortedException ex) {
            run.store();
            throw ex;
        }
        run.store();
        boolean complete = report.outcome() == BatchReport.Outcome.COMPLETED;
        if (complete) {
            file.delete();
        }
        return new ImportReport(run.rows(), start.rows(), run.present(), run.failed(), complete, report);
    }

    private static BatchOptions options(ImportRequest request, long rows, ImportRun run) {
        BatchOptions.Builder options =
                BatchOptions.builder().total(rows).failures(run).acknowledgements(run);
        if (request.rate() != null) {
            options.rate(request.rate());
        }
        if (request.concurrency() != null) {
            options.concurrency(request.concurrency());
        }
        if (request.versions() != null) {
            options.versions(request.versions());
        }
        if (request.progress() != null) {
            options.progress(request.progress());
        }
        return options.name(request.name() == null ? "import" : request.name()).build();
    }

    private String tableOf(ImportRequest request) {
        return request.entity() == null
                ? Objects.requireNonNull(request.table())
                : entities.get(request.entity()).tableName();
    }

    private Function<Row, Object> writes(ImportRequest request) {
        return request.entity() == null
                ? RowWrites.raw(tableOf(request), request.ifAbsent())
                : RowWrites.entities(entities.get(request.entity()), request.ifAbsent());
    }

    private static List<Resource> files(Resource source) {
        try {
            return SourceFiles.of(source);
        } catch (IOException ex) {
            throw unreadable(source, ex);
        }
    }

    private static SourceSurvey survey(Resource source, List<Resource> files) {
        try {
            return SourceSurvey.of(files);
        } catch (IOException ex) {
            throw unreadable(source, ex);
        }
    }

    private static IllegalArgumentException unreadable(Resource source, IOException cause) {
        return new IllegalArgumentException(source.getDescription() + " can't be read: " + cause, cause);
    }

    private Rows open(ImportRequest request, String table, Resource file) throws IOException {
        InputStream text = Compression.open(file, file.getInputStream());
        try {
            Lines lines = new Lines(text);
            return switch (request.format()) {
                case JSON_LINES -> new JsonLinesRows(lines, request.columns());
                case DYNAMODB_JSON -> new DynamoDbJsonRows(lines);
                case CSV -> new CsvRows(lines, request.columns(), types(request, table));
            };
        } catch (InvalidRowException ex) {
            text.close();
            throw new IllegalArgumentException(file.getDescription() + " can't be imported. " + ex.getMessage(), ex);
        }
    }

    private Function<String, ColumnType> types(ImportRequest request, String table) {
        if (request.entity() != null) {
            Entity<?> entity = entities.get(request.entity());
            return name -> typeOf(entity, name);
        }
        Map<String, ColumnType> keys = new HashMap<>();
        DescribedTable.of(client, table)
                .attributeDefinitions()
                .forEach(key -> keys.put(key.attributeName(), typeOf(key.attributeType())));
        return name -> keys.getOrDefault(name, ColumnType.STRING);
    }

    private static ColumnType typeOf(ScalarAttributeType type) {
        return switch (type) {
            case N -> ColumnType.NUMBER;
            case B -> ColumnType.BINARY;
            default -> ColumnType.STRING;
        };
    }

    private static ColumnType typeOf(Entity<?> entity, String attribute) {
        AttributeConverter<?> converter = entity.schema().converterForAttribute(attribute);
        AttributeValueType type = converter == null ? AttributeValueType.S : converter.attributeValueType();
        return switch (type) {
            case N -> ColumnType.NUMBER;
            case B -> ColumnType.BINARY;
            case BOOL -> ColumnType.BOOLEAN;
            case SS -> ColumnType.STRING_SET;
            case NS -> ColumnType.NUMBER_SET;
            default -> ColumnType.STRING;
        };
    }

    private static void skip(Rows rows, long count) throws IOException {
        for (long row = 0; row < count && rows.next() != null; row++) {
            // The row is done.
        }
    }
}
