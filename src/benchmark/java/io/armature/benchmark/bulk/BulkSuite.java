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

import io.armature.batch.BatchRate;
import io.armature.batch.BatchWriter;
import io.armature.benchmark.Applications;
import io.armature.benchmark.BarChart;
import io.armature.benchmark.Checks;
import io.armature.benchmark.DynamoDbLocal;
import io.armature.benchmark.Goal;
import io.armature.benchmark.Measurements;
import io.armature.benchmark.Results;
import io.armature.benchmark.Section;
import io.armature.benchmark.Section.Column;
import io.armature.benchmark.Spread;
import io.armature.benchmark.Subject;
import io.armature.benchmark.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** How fast many items are written to an engine without limits, and what the way there costs. */
public final class BulkSuite implements Suite {

    private static final String GROUP = "engine";

    private static final int ROUNDS = 5;

    /** 20,000 in all rounds. */
    private static final int ITEMS = 4_000;

    private static final String PER_SECOND = "items, 1/s";

    private static final Subject SINGLE = new Subject(GROUP, "Single puts, 1 thread");

    private static final Subject ARMATURE = new Subject(GROUP, "Armature, no rate");

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public void measure(Measurements measurements, Consumer<String> progress) throws Exception {
        // First, since it is also what lets the compilers do their work before anybody waits for the engine.
        progress.accept("cost of the calls");
        new CallCost().measure(measurements);
        try (DynamoDbLocal engine = DynamoDbLocal.start();
                DynamoDbClient client = engine.client();
                ConfigurableApplicationContext application =
                        Applications.start(WriterApplication.class, engine.properties())) {
            DynamoDbEnhancedClient.builder()
                    .dynamoDbClient(client)
                    .build()
                    .table(Track.TABLE, TableSchema.fromBean(Track.class))
                    .createTable();
            List<Way> ways = List.of(
                    new SinglePuts(client, 1),
                    new SinglePuts(client, 16),
                    Batches.resending(client, 1),
                    Batches.resending(client, 10),
                    new ArmatureBatches(
                            application.getBean(BatchWriter.class), ARMATURE.title(), BatchRate.unlimited()));
            measure(ways, client, measurements, progress);
        }
    }

    private static void measure(
            List<Way> ways, DynamoDbClient client, Measurements measurements, Consumer<String> progress)
            throws Exception {
        Map<String, List<Double>> perSecond = new LinkedHashMap<>();
        long next = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            progress.accept(round == 0 ? "warm-up" : "round %d of %d".formatted(round, ROUNDS));
            for (Way way : ways) {
                List<Track> tracks = Track.list(next, ITEMS);
                next += tracks.size();
                long began = System.nanoTime();
                Checks.require(way.write(tracks) == 0, way.title() + " did not write all items");
                double seconds = (System.nanoTime() - began) / 1e9;
                if (round > 0) {
                    perSecond
                            .computeIfAbsent(way.title(), added -> new ArrayList<>())
                            .add(tracks.size() / seconds);
                }
            }
        }
        Checks.require(count(client) == next, "The engine does not have the items that were written");
        perSecond.forEach((title, values) -> measurements.put(
                new Subject(GROUP, title), PER_SECOND, Spread.of(values).median()));
    }

    private static long count(DynamoDbClient client) {
        return client.scanPaginator(request -> request.tableName(Track.TABLE).consistentRead(true)).stream()
                .mapToLong(page -> page.count())
                .sum();
    }

    @Override
    public void report(Results results, Section section) {
        section.goal(
                Goal.atLeast(
                        "items in a second: Armature / single puts of one thread",
                        results.ratio(ARMATURE, SINGLE, PER_SECOND),
                        7,
                        ""),
                Goal.atLeast(
                        "processor time of an item: bare loop / Armature",
                        results.ratio(CallCost.BARE, CallCost.ARMATURE, Measurements.NANOS),
                        0.9,
                        ""));
        List<Subject> subjects = results.subjects(GROUP);
        section.group(
                "20,000 items to DynamoDB Local",
                "bulk-items",
                BarChart.linear("Items in a second").bars(subjects, results.of(PER_SECOND), 0),
                subjects,
                new Column("items in a second", results.of(PER_SECOND), 0),
                new Column(
                        "times single puts of one thread", subject -> results.ratio(subject, SINGLE, PER_SECOND), 2));
        section.heading("The same items to a transport that answers at once");
        section.table(
                results.subjects(CallCost.GROUP),
                new Column("processor time of an item, µs", results::micros, 2),
                new Column("bytes allocated for an item", results.of(Measurements.BYTES), 0));
    }
}
