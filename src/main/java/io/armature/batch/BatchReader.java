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
package io.armature.batch;

import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads any number of entities by their ids at a rate that leaves the table to others. Safe for use by concurrent threads.
 */
public interface BatchReader {

    /**
     * Reads entities as the configuration says, and waits for the end.
     *
     * @param type class of the entities
     * @param ids their ids, as a repository of the class takes them
     * @param consumer takes each entity that was found, in no particular order, on one thread at a time
     * @param <T> type of the entities
     * @return what became of the ids; those without an item are counted as missing
     * @throws BatchAbortedException if the stream, the consumer or the sink of failures throws
     */
    default <T> BatchReport read(Class<T> type, Stream<?> ids, Consumer<? super T> consumer) {
        return read(type, ids, consumer, BatchOptions.defaults());
    }

    /**
     * Reads entities, and waits for the end. When the thread is interrupted, the job is cancelled and the report returned; the
     * thread stays interrupted.
     *
     * @param type class of the entities
     * @param ids their ids, as a repository of the class takes them
     * @param consumer takes each entity that was found, in no particular order, on one thread at a time
     * @param options what is special about this job
     * @param <T> type of the entities
     * @return what became of the ids
     * @throws BatchAbortedException if the stream, the consumer or the sink of failures throws
     */
    <T> BatchReport read(Class<T> type, Stream<?> ids, Consumer<? super T> consumer, BatchOptions options);
}
