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

/**
 * What the access patterns of this instance of the application did and cost.
 *
 * @param windowSeconds time that the numbers cover
 * @param patterns the access patterns, the dearest first
 * @param advice what to do, the largest saving first
 * @param timeline calls over time, the oldest first
 * @param uncountedCalls calls since the start that were not counted, because too many came at once or what they asked was not understood
 */
public record InsightReport(
        double windowSeconds,
        List<PatternReport> patterns,
        List<Advice> advice,
        List<CallsAtTime> timeline,
        long uncountedCalls) {}
