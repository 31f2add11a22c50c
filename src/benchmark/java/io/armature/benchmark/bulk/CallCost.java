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
package io.armature.benchmark.bulk;

import com.sun.management.OperatingSystemMXBean;
import io.armature.batch.BatchJobs;
import io.armature.batch.BatchOptions;
import io.armature.batch.BatchRate;
import io.armature.batch.BatchSettings;
import io.armature.batch.BatchStatistics;
import io.armature.batch.BatchWriter;
import io.armature.benchmark.Applications;
import io.armature.benchmark.Checks;
import io.armature.benchmark.Measurements;
import io.armature.benchmark.Spread;
import io.armature.benchmark.Subject;
import io.armature.client.TableCatalogue;
import io.armature.client.UnitPrices;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.TableNames;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the same items cost by a bare loop and by Armature's writer, on a transport that answers at once. Processor time is that of
 * the whole process, since a job has many threads: compilers and collectors are in it.
 */
final class CallCost {

    static final String GROUP = "cost";

    static final Subject BARE = new Subject(GROUP, "Bare loop of BatchWriteItem");

    static final Subject ARMATURE = new Subject(GROUP, "Armature, no rate");

    static final Subject PLAIN = new Subject(GROUP, "Armature, no rate, on a plain client without the layers");

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final int ITEMS = 20_000;

    /** After 10 the compilers still took a third of the time. */
    private static final int WARM_UPS = 40;

    private static final int ROUNDS = 21;

    private static final int NOTED = 100;

    private final List<Track> tracks = Track.list(0, ITEMS);

    /** Measures both in turns. */
    void measure(Measurements measurements) throws Exception {
        PromptTransport transport = new PromptTransport();
        try (ConfigurableApplicationContext application = Applications.start(
                        WriterApplication.class, transport::putInto, "armature.client.region=eu-central-1");
                DynamoDbClient client = transport.client()) {
            Map<Subject, Way> ways = new LinkedHashMap<>();
            ways.put(BARE, Batches.ignoring(client));
            ways.put(ARMATURE, armature(ARMATURE, application.getBean(BatchWriter.class), transport));
            ways.put(PLAIN, armature(PLAIN, plain(client), transport));
            measure(ways, transport, measurements);
        }
    }

    private static BatchWriter plain(DynamoDbClient client) {
        TableCatalogue catalogue = new TableCatalogue();
        return new BatchJobs(
                        client,
                        new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), catalogue),
                        new ItemExtensions(List.of()),
                        catalogue,
                        BatchSettings.defaults(),
                        UnitPrices.defaults(),
                        BatchStatistics.NONE)
                .writer();
    }

    /** The thread that schedules a job sends nothing; it is asked when it tells what is done. */
    private static Way armature(Subject subject, BatchWriter writer, PromptTransport transport) {
        BatchOptions options = BatchOptions.builder()
                .rate(BatchRate.unlimited())
                .acknowledgements(position -> {
                    if (position % NOTED == 0) {
                        transport.note();
                    }
                })
                .build();
        return new ArmatureBatches(writer, subject.title(), options);
    }

    private void measure(Map<Subject, Way> ways, PromptTransport transport, Measurements measurements)
            throws Exception {
        Map<Subject, List<Double>> nanos = new LinkedHashMap<>();
        Map<Subject, List<Double>> bytes = new LinkedHashMap<>();
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            for (Map.Entry<Subject, Way> way : ways.entrySet()) {
                transport.begin();
                long before = PROCESS.getProcessCpuTime();
                Checks.require(way.getValue().write(tracks) == 0, "An item failed on a transport that has no failures");
                double spent = PROCESS.getProcessCpuTime() - before;
                double allocated = transport.allocated();
                if (round >= 0) {
                    add(nanos, way.getKey(), spent / ITEMS);
                    add(bytes, way.getKey(), allocated / ITEMS);
                }
            }
        }
        nanos.forEach((subject, values) ->
                measurements.put(subject, Measurements.NANOS, Spread.of(values).median()));
        bytes.forEach((subject, values) ->
                measurements.put(subject, Measurements.BYTES, Spread.of(values).median()));
    }

    private static void add(Map<Subject, List<Double>> values, Subject subject, double value) {
        values.computeIfAbsent(subject, added -> new ArrayList<>()).add(value);
    }
}
