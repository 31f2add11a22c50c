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

/**
 * What one start has taken.
 *
 * @param wallMillis from the start of the JVM until the application was ready
 * @param cpuMillis processor time of the whole process until then, compilers and collectors included
 * @param heapMegabytes what is in use after a collection
 * @param residentMegabytes memory of the machine, before that
 * @param classes that were loaded
 * @param threads that live
 * @param beans tables or repositories
 */
record Start(
        double wallMillis,
        double cpuMillis,
        double heapMegabytes,
        double residentMegabytes,
        double classes,
        double threads,
        int beans) {

    static Start of(String line) {
        String[] parts = line.split(" ");
        Checks.require(parts.length == 8, "Not a line of the probe: " + line);
        return new Start(
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]) / 1024,
                Double.parseDouble(parts[4]) / 1024,
                Double.parseDouble(parts[5]),
                Double.parseDouble(parts[6]),
                Integer.parseInt(parts[7]));
    }
}
