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

import java.nio.file.Path;

/** Measures one suite once, in the JVM that it was started in, and leaves the values in a file. */
final class MeasuringJvm {

    private MeasuringJvm() {}

    /**
     * Measures.
     *
     * @param args the suite, the file for the values, and what to say before each line of progress
     */
    public static void main(String[] args) throws Exception {
        Suite suite = Suites.named(args[0]);
        Measurements measurements = new Measurements();
        suite.measure(measurements, step -> System.out.println(args[2] + ": " + step));
        measurements.write(Path.of(args[1]));
        // The SDK's threads are no daemons.
        System.exit(0);
    }
}
