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
package io.armature.benchmark.growth;

import io.armature.benchmark.Measurements;
import io.armature.benchmark.Operation;
import io.armature.benchmark.Rounds;
import io.armature.benchmark.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads of 1, 10 and 100 tables in turn. */
final class TableGrowth {

    static final String GROUP = "tables";

    private static final List<Integer> NUMBERS = List.of(1, 10, 100);

    private TableGrowth() {}

    static void measure(Measurements measurements, Consumer<String> progress) throws Exception {
        Map<Subject, Operation> operations = new LinkedHashMap<>();
        List<Tables> applications = new ArrayList<>();
        try {
            for (int number : NUMBERS) {
                operations.put(
                        new Subject(GROUP, "SDK enhanced client, " + number),
                        Tables.ofSdk(number).read());
            }
            for (int number : NUMBERS) {
                Tables tables = Tables.ofArmature(number);
                applications.add(tables);
                operations.put(new Subject(GROUP, "Armature, " + number), tables.read());
            }
            measurements.put(new Rounds(operations, progress).run());
        } finally {
            for (Tables tables : applications) {
                tables.close();
            }
        }
    }
}
