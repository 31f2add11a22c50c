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
package io.armature.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Health of one table.
 *
 * @param status {@code UP}, {@code DOWN}, {@code DEGRADED}, or {@code UNKNOWN} if nobody has called it
 * @param lastAnswerAt when DynamoDB last answered a call to the table, to the second
 * @param reason why it is not up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TableHealth(
        String status,
        @Nullable Instant lastAnswerAt,
        @Nullable String reason) {}
