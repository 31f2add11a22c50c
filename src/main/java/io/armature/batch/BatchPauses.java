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

/** What time passes in for {@link InlineBatches}. Implementations are safe for use by concurrent threads. */
public interface BatchPauses {

    /**
     * Returns the time.
     *
     * @return nanoseconds from any origin
     */
    long nanoTime();

    /**
     * Lets time pass.
     *
     * @param pause more than nothing
     * @throws InterruptedException if the thread is interrupted
     */
    void sleep(Duration pause) throws InterruptedException;

    /**
     * Returns real time.
     *
     * @return pauses in which the thread sleeps
     */
    static BatchPauses real() {
        return new BatchPauses() {

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration pause) throws InterruptedException {
                // A millisecond more, since sleeping rounds down and would be asked for again.
                Thread.sleep(pause.toMillis() + 1);
            }
        };
    }
}
