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
package io.armature.benchmark.startup;

import io.armature.benchmark.Checks;
import io.armature.benchmark.Measurements;
import io.armature.benchmark.Results;
import io.armature.benchmark.Section;
import io.armature.benchmark.Spread;
import io.armature.benchmark.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Starts applications that differ in nothing but Armature, in turns, and takes the median of each. */
public final class StartupSuite implements Suite {

    @Override
    public String name() {
        return "startup";
    }

    /** Without "nodelay" the server that describes tables takes 40 ms for each answer. */
    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx256m", "-Dsun.net.httpserver.nodelay=true");
    }

    @Override
    public void measure(Measurements measurements, Consumer<String> progress) throws Exception {
        Map<Variant, List<Start>> starts = new LinkedHashMap<>();
        Variants.ALL.forEach(variant -> starts.put(variant, new ArrayList<>()));
        try (BuiltApplications built = new BuiltApplications();
                TableDescriptions tables = new TableDescriptions()) {
            Map<Variant, Path> applications = build(built);
            Starter starter = new Starter(tables.endpoint());
            for (int round = 1; round <= Variants.MOST_STARTS; round++) {
                for (Variant variant : Variants.ALL) {
                    if (round <= variant.starts()) {
                        starts.get(variant).add(starter.start(variant, applications.get(variant)));
                        int asked = tables.takeCount();
                        Checks.require(
                                asked == variant.descriptions(), variant.subject() + " asked for " + asked + " tables");
                    }
                }
                progress.accept("round %d of %d".formatted(round, Variants.MOST_STARTS));
            }
        }
        starts.forEach((variant, all) -> put(measurements, variant, all));
    }

    private static Map<Variant, Path> build(BuiltApplications built) throws IOException {
        Map<Variant, Path> applications = new HashMap<>();
        Map<String, Path> byName = new HashMap<>();
        for (Variant variant : Variants.ALL) {
            int entities = variant.entities();
            String name = (variant.armature() ? "armature-" : "plain-") + entities;
            if (!byName.containsKey(name)) {
                byName.put(
                        name,
                        built.build(
                                name,
                                variant.armature()
                                        ? ApplicationSources.armature(entities)
                                        : ApplicationSources.plain(entities)));
            }
            applications.put(variant, byName.get(name));
        }
        return applications;
    }

    private static void put(Measurements measurements, Variant variant, List<Start> starts) {
        put(measurements, variant, starts, StartupReport.WALL, Start::wallMillis);
        put(measurements, variant, starts, StartupReport.CPU, Start::cpuMillis);
        put(measurements, variant, starts, StartupReport.HEAP, Start::heapMegabytes);
        put(measurements, variant, starts, StartupReport.RESIDENT, Start::residentMegabytes);
        put(measurements, variant, starts, StartupReport.CLASSES, Start::classes);
        put(measurements, variant, starts, StartupReport.THREADS, Start::threads);
    }

    private static void put(
            Measurements measurements,
            Variant variant,
            List<Start> starts,
            String quantity,
            ToDoubleFunction<Start> value) {
        List<Double> values = starts.stream().mapToDouble(value).boxed().toList();
        measurements.put(variant.subject(), quantity, Spread.of(values).median());
    }

    @Override
    public void report(Results results, Section section) {
        new StartupReport(results, section).write();
    }
}
