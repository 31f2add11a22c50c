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

/** Why an item of a job was not written or read. */
public enum FailureReason {
    /** It can't be stored as it is: a key is missing or empty, a value can't be converted, or DynamoDB refuses it. */
    INVALID,
    /** It is larger than 400 KB. */
    TOO_LARGE,
    /** Another one with the same key came before it, and the job was told to take that for an error. */
    DUPLICATE,
    /** Its version is not the one that is stored. */
    CONDITION_FAILED,
    /** DynamoDB did not have the capacity for it in as many attempts as are allowed. */
    THROTTLED,
    /** DynamoDB was away in as many attempts as are allowed; the last of them may have been carried out. */
    OUTAGE,
    /** A permission is missing. The job ends at once. */
    ACCESS_DENIED,
    /** There is no such table. The job ends at once. */
    TABLE_MISSING,
    /** The job was cancelled, or the application shut down, before it was its turn. */
    CANCELLED,
    /** The job was told to stop at the first failure, which was another one's. */
    STOPPED,
    /** Anything else, such as an error of a layer around the client. */
    OTHER;

    /**
     * Tells whether writing the same again later may work as it is.
     *
     * @return {@code true} if nothing is wrong with the item itself
     */
    public boolean isTransient() {
        return this == THROTTLED || this == OUTAGE || this == CANCELLED || this == STOPPED;
    }

    /**
     * Tells whether it is the job that failed: the item itself was not tried to its end, and is the first to do when the job is
     * done again.
     *
     * @return {@code true} for a missing permission or table, a cancellation and a stop
     */
    public boolean endsJob() {
        return this == ACCESS_DENIED || this == TABLE_MISSING || this == CANCELLED || this == STOPPED;
    }
}
