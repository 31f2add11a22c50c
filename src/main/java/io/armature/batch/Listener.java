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

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is told of the course of a job, on the thread of its {@link BatchLoop}. */
interface Listener {

    /** An item was written or deleted. */
    void written(WorkItem item);

    /**
     * An item was read.
     *
     * @param item the wish
     * @param found its attributes as they are stored, {@code null} if there is no such item
     */
    void read(WorkItem item, @Nullable Map<String, AttributeValue> found);

    /**
     * An input has failed for good.
     *
     * @param input the input
     * @param reason why
     * @param attempts how often it was sent
     * @param cause what says more, {@code null} if nothing does
     */
    void failed(Input input, FailureReason reason, int attempts, @Nullable RuntimeException cause);

    /** A request was answered or failed; the charge is {@code null} if DynamoDB did not tell it. */
    void answered(Shipment shipment, int unprocessed, @Nullable Charge charge);

    /**
     * Told now and then, at most as often as the job was told.
     *
     * @param waiting number of items that were taken from the source and are not done
     * @param unitsPerSecond the present bound of the rate
     */
    void progressed(int waiting, double unitsPerSecond);
}
