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

import java.util.List;
import java.util.function.Consumer;

/** One comparison of the page. It is measured in fresh JVMs, and told by what all of them have measured. */
public interface Suite {

    /** Returns the name, by which the page and the command line know it: letters and hyphens. */
    String name();

    /**
     * Measures once, in the JVM that was started for it. Whatever it starts it ends.
     *
     * @param measurements where every value goes
     * @param progress takes a line for the person who waits
     * @throws Exception ends the run
     */
    void measure(Measurements measurements, Consumer<String> progress) throws Exception;

    /**
     * Tells the results.
     *
     * @param results what the JVMs have measured
     * @param section the part of the page
     */
    void report(Results results, Section section);

    /** Tells whether the JVMs may run at once, for what waits rather than works. */
    default boolean isWaiting() {
        return false;
    }

    /** Returns the options of the JVMs. */
    default List<String> jvmOptions() {
        return List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");
    }
}
