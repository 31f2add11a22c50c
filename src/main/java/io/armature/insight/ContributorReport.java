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
package io.armature.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What DynamoDB's Contributor Insights say of a table or index, from all who use it, in the last quarter of an hour.
 *
 * @param status status as DynamoDB's API names it, such as {@code ENABLED}, {@code null} if nobody may tell
 * @param accessed keys that are accessed most, the first first
 * @param throttled keys that are throttled most, the first first
 * @param problem why there is less than there should be, and what to do, {@code null} if there is nothing wrong
 */
public record ContributorReport(
        @Nullable String status,
        List<Contributor> accessed,
        List<Contributor> throttled,
        @Nullable String problem) {

    static ContributorReport unknown(String problem) {
        return new ContributorReport(null, List.of(), List.of(), problem);
    }
}
