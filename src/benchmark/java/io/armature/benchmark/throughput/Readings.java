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
package io.armature.benchmark.throughput;

import java.util.List;

/** What each subject can do with readings; each does it the way that its own guide shows. */
interface Readings {

    /** Of a page. */
    int PAGE = 20;

    /** What the page calls it. */
    String title();

    /** Reads one by its key, eventually consistently. */
    Reading get(Reading.Id id);

    /** Stores a new one, on the condition that there is none with its key. */
    void put(Reading reading);

    /** Reads one, changes its value, and writes it back on the condition that nobody else has written it since. */
    void update(Reading.Id id, long value);

    /** Reads the first page of a sensor's readings. */
    List<Reading> page(String sensor);

    /** Reads many by their keys. */
    List<Reading> batch(List<Reading.Id> ids);

    /** Tells whether it has a way to read many by their keys. */
    default boolean hasBatch() {
        return true;
    }
}
