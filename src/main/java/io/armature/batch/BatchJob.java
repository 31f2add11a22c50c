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

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A job that is running, or has run. Safe for use by concurrent threads. */
public interface BatchJob {

    /**
     * Returns the job's name.
     *
     * @return the name
     */
    String name();

    /**
     * Returns how far the job is.
     *
     * @return its progress as it was at most a second ago
     */
    BatchProgress progress();

    /** Ends the job: nothing more is sent, what is on its way is finished, and the rest has failed as cancelled. Returns at once. */
    void cancel();

    /**
     * Waits for the job's end.
     *
     * @return what became of the items
     * @throws BatchAbortedException if the stream or the sink of failures threw
     * @throws InterruptedException if the thread is interrupted; the job goes on
     */
    BatchReport await() throws InterruptedException;

    /**
     * Waits for the job's end for some time.
     *
     * @param time the longest time to wait
     * @return what became of the items, {@code null} if the job goes on
     * @throws BatchAbortedException if the stream or the sink of failures threw
     * @throws InterruptedException if the thread is interrupted; the job goes on
     */
    @Nullable
    BatchReport await(Duration time) throws InterruptedException;
}
