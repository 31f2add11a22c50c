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

import org.jspecify.annotations.Nullable;

/** Sends shipments for a {@link BatchLoop}, and is what time passes in. */
interface Transport {

    /** Returns the time in nanoseconds, from any origin. */
    long nanoTime();

    /**
     * Sends a shipment without waiting for its answer. A place is free for it, since no more are sent at once than the job allows.
     *
     * @param shipment what to send; it is answered exactly once
     */
    void send(Shipment shipment);

    /**
     * Waits until an answer has come, until the source has something new or the job was cancelled, or until a time.
     *
     * @param deadline the time in nanoseconds
     * @return an answer, or {@code null} for all else
     */
    @Nullable
    Answer await(long deadline);
}
