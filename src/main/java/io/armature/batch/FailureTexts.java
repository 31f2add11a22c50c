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

/** What the failure of an item says, and what to do about it. */
final class FailureTexts {

    private FailureTexts() {}

    static String of(FailureReason reason, @Nullable RuntimeException cause) {
        String said = cause == null || cause.getMessage() == null ? "" : " " + cause.getMessage();
        return switch (reason) {
            case INVALID, TOO_LARGE, OTHER -> said.isEmpty() ? "It can't be stored as it is." : said.strip();
            case DUPLICATE -> "Another item with the same key came shortly before it.";
            case CONDITION_FAILED ->
                "Somebody else changed the item, or it exists already. Read it and decide which one is right." + said;
            case THROTTLED ->
                "DynamoDB had no capacity for it in all attempts. Raise the capacity of the table or its indexes, or"
                        + " lower the rate of the job." + said;
            case OUTAGE ->
                "DynamoDB did not answer in all attempts. Write it again: it may or may not be there." + said;
            case ACCESS_DENIED -> "A permission is missing." + said;
            case TABLE_MISSING -> "There is no such table in this region and account." + said;
            case CANCELLED -> "The job was cancelled before it was known to be done.";
            case STOPPED -> "The job stopped at an earlier failure.";
        };
    }
}
