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
package io.armature.benchmark.encryption;

import io.armature.benchmark.BarChart;
import io.armature.benchmark.Goal;
import io.armature.benchmark.Measurements;
import io.armature.benchmark.Operation;
import io.armature.benchmark.Results;
import io.armature.benchmark.Rounds;
import io.armature.benchmark.Section;
import io.armature.benchmark.Section.Column;
import io.armature.benchmark.Spread;
import io.armature.benchmark.Subject;
import io.armature.benchmark.Suite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What encryption costs beside the cryptography that it cannot do without, and beside what AWS offers for it. */
public final class EncryptionSuite implements Suite {

    @Override
    public String name() {
        return "encryption";
    }

    @Override
    public void measure(Measurements measurements, Consumer<String> progress) throws Exception {
        Map<Subject, Operation> operations = new LinkedHashMap<>();
        new BareSubjects().addTo(operations);
        ArmatureSubjects.ofLocalKey().addTo(operations);
        PeerSubjects.ofLocalKey().addTo(operations);
        measurements.put(new Rounds(operations, progress).run());
        StoredItems.measure(measurements, progress);
    }

    @Override
    public void report(Results results, Section section) {
        // The bounds are those of the section Goals of the stored format's version 1.
        section.goal(
                Goal.atMost(
                        "encrypt: Armature / 4 bare GCM operations",
                        ratio(results, Subjects.ARMATURE_ENCRYPT, Subjects.BARE_ENCRYPT),
                        2.0,
                        ""),
                Goal.atLeast(
                        "encrypt: AWS Database Encryption SDK without signature / Armature",
                        ratio(results, Subjects.PEER_ENCRYPT, Subjects.ARMATURE_ENCRYPT),
                        50,
                        ""),
                Goal.atMost(
                        "put: Armature / enhanced client, nothing encrypted",
                        ratio(results, Subjects.ARMATURE_PUT, Subjects.PLAIN_PUT),
                        1.20,
                        ""));
        group(results, section, Subjects.ENCRYPT, "Encrypting 4 attributes of 64 bytes in an item of 10");
        group(results, section, Subjects.DECRYPT, "Decrypting the same item");
        group(results, section, Subjects.PUT, "Putting the same item, on a transport that answers at once");
        section.heading("Bytes stored, and requests to KMS for %,d items written one by one, and read one by one"
                .formatted(StoredItems.ITEMS));
        section.table(
                results.subjects(StoredItems.GROUP),
                count(results, StoredItems.BYTES),
                count(results, StoredItems.WRITES),
                count(results, StoredItems.READS));
    }

    private static Column count(Results results, String quantity) {
        return new Column(quantity, results.of(quantity), 0);
    }

    private static void group(Results results, Section section, String group, String heading) {
        List<Subject> subjects = results.subjects(group);
        section.group(
                heading,
                "encryption-" + group,
                BarChart.logarithmic("Processor time, µs").bars(subjects, results::micros, 1),
                subjects,
                new Column("µs", results::micros, 2),
                new Column("bytes", results.of(Measurements.BYTES), 0),
                new Column("times the first", subject -> ratio(results, subject, subjects.get(0)), 2));
    }

    private static Spread ratio(Results results, Subject subject, Subject other) {
        return results.ratio(subject, other, Measurements.NANOS);
    }
}
