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

/** How a job writes entities that have a version. There is no default: it is the job's author who knows which is right. */
public enum VersionPolicy {
    /**
     * Writes over whatever is there, in batches and at the full rate. The entity must have a version; the item gets the one after
     * it, so that whoever read the item before notices. An entity without a version fails.
     */
    UNCONDITIONAL,
    /**
     * Writes each entity alone, on the condition that the stored item has the entity's version, or does not exist if it has none. An
     * item that somebody else changed fails with {@link FailureReason#CONDITION_FAILED}; what DynamoDB charges for that counts.
     */
    CONDITIONAL
}
