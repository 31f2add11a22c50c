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
package io.armature.benchmark;

import io.armature.benchmark.bulk.BulkRateSuite;
import io.armature.benchmark.bulk.BulkSuite;
import io.armature.benchmark.calls.CallsSuite;
import io.armature.benchmark.encryption.EncryptionSuite;
import io.armature.benchmark.growth.GrowthSuite;
import io.armature.benchmark.outage.OutageSuite;
import io.armature.benchmark.startup.StartupSuite;
import io.armature.benchmark.throughput.ThroughputSuite;
import java.util.List;
import java.util.stream.Collectors;

/** All suites, in the order of the page. */
final class Suites {

    private static final List<Suite> ALL = List.of(
            new CallsSuite(),
            new ThroughputSuite(),
            new EncryptionSuite(),
            new OutageSuite(),
            new BulkSuite(),
            new BulkRateSuite(),
            new StartupSuite(),
            new GrowthSuite());

    private Suites() {}

    /** Returns the suites with these names, separated by commas, or all of them for {@code all}. */
    static List<Suite> chosen(String names) {
        return names.equals("all")
                ? ALL
                : List.of(names.split(",")).stream().map(Suites::named).toList();
    }

    static Suite named(String name) {
        return ALL.stream()
                .filter(suite -> suite.name().equals(name.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no suite '" + name + "', only "
                        + ALL.stream().map(Suite::name).collect(Collectors.joining(", "))));
    }
}
