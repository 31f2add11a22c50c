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

import java.util.stream.Stream;

/**
 * Writes any number of items at a rate that leaves the table to others, and loses none.
 *
 * <p>A stream may have entities, which are mapped, versioned and encrypted as repositories do it, and {@link BatchWrite}s. They may
 * belong to several tables. The stream is read on the caller's thread, no further ahead than memory allows, so that it may be endless,
 * and is closed at the end.
 *
 * <p>Writes of the same item keep their order; writes of different items have none. Each write takes place at least once: when an
 * answer is lost, it is sent again. Safe for use by concurrent threads.
 */
public interface BatchWriter {

    /**
     * Writes all items as the configuration says, and waits for the end.
     *
     * @param items entities and {@link BatchWrite}s
     * @return what became of them
     * @throws BatchAbortedException if the stream or the sink of failures throws
     */
    default BatchReport write(Stream<?> items) {
        return write(items, BatchOptions.defaults());
    }

    /**
     * Writes all items, and waits for the end. When the thread is interrupted, the job is cancelled: what is on its way is finished,
     * and the report returned; the thread stays interrupted.
     *
     * @param items entities and {@link BatchWrite}s
     * @param options what is special about this job
     * @return what became of the items
     * @throws BatchAbortedException if the stream or the sink of failures throws
     */
    BatchReport write(Stream<?> items, BatchOptions options);

    /**
     * Begins to write all items; the stream is read on a thread of the job.
     *
     * @param items entities and {@link BatchWrite}s
     * @param options what is special about this job
     * @return the job, to be watched, waited for or cancelled
     */
    BatchJob start(Stream<?> items, BatchOptions options);

    /**
     * Measures a sample of items as they would be written, keys for encryption included, and writes nothing.
     *
     * @param sample entities and {@link BatchWrite}s, a few hundred of them
     * @param options how they would be written
     * @return what writing them is expected to use
     * @throws software.amazon.awssdk.core.exception.SdkException if a table can't be described
     */
    BatchEstimate estimate(Stream<?> sample, BatchOptions options);
}
