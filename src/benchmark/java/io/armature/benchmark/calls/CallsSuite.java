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
package io.armature.benchmark.calls;

import io.armature.benchmark.BarChart;
import io.armature.benchmark.Checks;
import io.armature.benchmark.Goal;
import io.armature.benchmark.Measurements;
import io.armature.benchmark.Operation;
import io.armature.benchmark.OtherThreads;
import io.armature.benchmark.Results;
import io.armature.benchmark.Rounds;
import io.armature.benchmark.Section;
import io.armature.benchmark.Section.Column;
import io.armature.benchmark.Spread;
import io.armature.benchmark.StubbedApplication;
import io.armature.benchmark.StubbedTransport;
import io.armature.benchmark.Subject;
import io.armature.benchmark.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a call costs through each library, on a transport that answers at once. */
public final class CallsSuite implements Suite {

    private static final String OTHERS = "other threads, ns";

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public void measure(Measurements measurements, Consumer<String> progress) throws Exception {
        StubbedTransport plain = new StubbedTransport();
        Map<Subject, Operation> operations = new LinkedHashMap<>();
        new EnhancedSubjects(plain.client(), EnhancedSubjects.NAME).addTo(operations);
        List<String> items = items(plain, operations.get(Group.BATCH_WRITE.of(EnhancedSubjects.NAME)));
        new Answers("document", items, false).to(plain);
        new RawSubjects(plain.client()).addTo(operations);
        new TemplateSubjects(plain.client()).addTo(operations);

        new EnhancedSubjects(timed(plain), EnhancedSubjects.TIMED).addTo(operations);

        StubbedTransport metered = new StubbedTransport();
        new Answers("document", items, true).to(metered);
        StubbedTransport secret = new StubbedTransport();
        try (StubbedApplication application =
                        new StubbedApplication(metered, DocumentApplication.class, "armature.fallback.enabled=false");
                StubbedApplication copying = new StubbedApplication(metered, DocumentApplication.class);
                StubbedApplication encrypting = new StubbedApplication(secret, DocumentApplication.class)) {
            new EnhancedSubjects(application.bean(DynamoDbClient.class), EnhancedSubjects.LAYERED).addTo(operations);
            new ArmatureSubjects(application, ArmatureSubjects.NAME).addTo(operations);
            new ArmatureSubjects(copying, ArmatureSubjects.COPIES).addTo(operations);
            new ArmatureSubjects(encrypting, ArmatureSubjects.SECRET).addSecretsTo(operations);
            List<String> stored = items(secret, operations.get(Group.BATCH_WRITE.of(ArmatureSubjects.SECRET)));
            Checks.require(!stored.get(0).contains("armatures"), "The title was stored as it is");
            new Answers("secret-document", stored, true).to(secret);
            for (Map.Entry<Subject, Operation> operation : operations.entrySet()) {
                check(operation.getKey(), operation.getValue().run());
            }
            measurements.put(new Rounds(operations, progress).run());
            progress.accept("other threads");
            OtherThreads others = new OtherThreads();
            for (Map.Entry<Subject, Operation> operation : operations.entrySet()) {
                if (operation.getKey().group().equals(Group.GET.id())) {
                    measurements.put(operation.getKey(), OTHERS, others.measure(operation.getValue()));
                }
            }
        }
    }

    private static DynamoDbClient timed(StubbedTransport transport) {
        DynamoDbClientBuilder builder = transport.builder();
        ClientOverrideConfiguration timeOuts = builder.overrideConfiguration().toBuilder()
                .apiCallTimeout(Duration.ofSeconds(5))
                .apiCallAttemptTimeout(Duration.ofSeconds(2))
                .build();
        return builder.overrideConfiguration(timeOuts).build();
    }

    /** Writes a batch and returns its items as they were sent. */
    private static List<String> items(StubbedTransport transport, Operation batchWrite) throws Exception {
        batchWrite.run();
        JsonNode requests = new JsonMapper().readTree(transport.lastBody()).get("RequestItems");
        return requests.iterator()
                .next()
                .valueStream()
                .map(write -> write.get("PutRequest").get("Item").toString())
                .toList();
    }

    /** Sees that what came back are documents, as many as should. */
    private static void check(Subject subject, Object outcome) {
        int items = switch (subject.group()) {
            case "query" -> Answers.PAGE;
            case "batch-get" -> Answers.BATCH;
            default -> 1;
        };
        Object first = outcome;
        if (outcome instanceof Iterable<?> all) {
            List<Object> list = new ArrayList<>();
            all.forEach(list::add);
            Checks.require(
                    subject.group().equals("batch-write") || list.size() == items,
                    subject + " returned " + list.size() + " items");
            first = list.get(0);
        }
        Checks.require(
                !(first instanceof Document document)
                        || document.getTitle()
                                .equals(Document.of(document.getNumber()).getTitle()),
                subject + " returned something else");
    }

    @Override
    public void report(Results results, Section section) {
        section.goal(goal(results, Group.GET), goal(results, Group.PUT));
        for (Group group : Group.values()) {
            report(results, section, group);
        }
    }

    private static Goal goal(Results results, Group group) {
        Spread measured = ratio(results, group.of(ArmatureSubjects.NAME), group.of(EnhancedSubjects.NAME));
        return Goal.atMost(group.id() + ": Armature repository / SDK enhanced client", measured, 1.15, "");
    }

    private static void report(Results results, Section section, Group group) {
        List<Subject> subjects = results.subjects(group.id());
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("µs", results::micros, 1));
        columns.add(new Column(
                "times the enhanced client", subject -> ratio(results, subject, group.of(EnhancedSubjects.NAME)), 2));
        if (group == Group.GET) {
            columns.add(new Column("µs in other threads", subject -> results.micros(subject, OTHERS), 1));
        }
        columns.add(new Column("bytes", results.of(Measurements.BYTES), 0));
        section.group(
                group.title(),
                "calls-" + group.id(),
                BarChart.linear("Processor time, µs").bars(subjects, results::micros, 1),
                subjects,
                columns.toArray(Column[]::new));
    }

    private static Spread ratio(Results results, Subject subject, Subject other) {
        return results.ratio(subject, other, Measurements.NANOS);
    }
}
