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
package io.armature.sample;

import io.armature.batch.BatchRate;
import io.armature.batch.ConsoleProgress;
import io.armature.batch.VersionPolicy;
import io.armature.mapping.Entities;
import io.armature.sample.customer.Customer;
import io.armature.sample.order.Order;
import io.armature.sample.track.Track;
import io.armature.transfer.DataFormat;
import io.armature.transfer.ExportReport;
import io.armature.transfer.ExportRequest;
import io.armature.transfer.ImportReport;
import io.armature.transfer.ImportRequest;
import io.armature.transfer.TableExporter;
import io.armature.transfer.TableImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Imports and exports at the command line: {@code --table=tracks} with {@code --import=<file or folder>}, {@code --estimate=<file or
 * folder>} or {@code --export=<folder>}. Runs after the store's own data was imported.
 */
@Component
final class StoreTransfer implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(StoreTransfer.class);

    private static final Map<String, Class<?>> ENTITIES =
            Map.of("tracks", Track.class, "customers", Customer.class, "orders", Order.class);

    private final TableImporter importer;
    private final TableExporter exporter;
    private final Entities entities;

    StoreTransfer(TableImporter importer, TableExporter exporter, Entities entities) {
        this.importer = importer;
        this.exporter = exporter;
        this.entities = entities;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("estimate")) {
            LOG.info("{}", importer.estimate(importOf(arguments, "estimate").build()));
        }
        if (arguments.containsOption("import")) {
            try (ConsoleProgress progress = ConsoleProgress.of("Importing")) {
                ImportReport report = importer.run(
                        importOf(arguments, "import").progress(progress).build());
                LOG.info(
                        "{} rows are done, {} of them failed; {}",
                        report.rows(),
                        report.failed(),
                        report.complete() ? "complete" : "run the same again to go on");
            }
        }
        if (arguments.containsOption("export")) {
            export(arguments);
        }
    }

    private void export(ApplicationArguments arguments) {
        try (ConsoleProgress progress = ConsoleProgress.of("Exporting")) {
            ExportReport report = exporter.run(ExportRequest.of(
                            entities.get(entity(arguments)).tableName(),
                            Path.of(value(arguments, "export")),
                            DataFormat.DYNAMODB_JSON)
                    .rate(BatchRate.unlimited())
                    .progress(progress)
                    .build());
            LOG.info("{} items are exported with {} read units", report.items(), report.units());
        }
    }

    /** An export of the store has ciphertext, which goes back as it is; any other file has what entities are made of. */
    private ImportRequest.Builder importOf(ApplicationArguments arguments, String option) {
        Path source = Path.of(value(arguments, option));
        DataFormat format = formatOf(source);
        Class<?> entity = entity(arguments);
        ImportRequest.Builder request =
                ImportRequest.of(source, format).rate(BatchRate.unlimited()).versions(VersionPolicy.CONDITIONAL);
        return format == DataFormat.DYNAMODB_JSON
                ? request.into(entities.get(entity).tableName())
                : request.into(entity);
    }

    private static DataFormat formatOf(Path source) {
        String name = source.getFileName().toString();
        if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
            return DataFormat.CSV;
        }
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz") ? DataFormat.JSON_LINES : DataFormat.DYNAMODB_JSON;
    }

    private static Class<?> entity(ApplicationArguments arguments) {
        Class<?> entity = ENTITIES.get(value(arguments, "table"));
        if (entity == null) {
            throw new IllegalArgumentException("--table must be one of " + ENTITIES.keySet());
        }
        return entity;
    }

    private static String value(ApplicationArguments arguments, String option) {
        List<String> values = arguments.getOptionValues(option);
        if (values == null || values.isEmpty()) {
            throw new IllegalArgumentException("--" + option + " is missing");
        }
        return values.get(0);
    }
}
