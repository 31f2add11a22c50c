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

/** Counts what jobs do, for metrics. Implementations are safe for use by concurrent threads and return at once. */
public interface BatchStatistics {

    /** Counts nothing. */
    BatchStatistics NONE = new BatchStatistics() {};

    /**
     * Items were written or read.
     *
     * @param table physical name of their table
     * @param count how many
     */
    default void succeeded(String table, long count) {}

    /**
     * An item has failed.
     *
     * @param table physical name of its table, {@code none} if that is not known
     * @param reason why
     */
    default void failed(String table, FailureReason reason) {}

    /**
     * A request was answered.
     *
     * @param table physical name of its table
     * @param unprocessed items that DynamoDB sent back
     * @param units capacity units that it charged, 0 if it did not say
     */
    default void answered(String table, int unprocessed, double units) {}
}
