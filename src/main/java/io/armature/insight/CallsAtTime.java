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

/**
 * Calls of a few seconds.
 *
 * @param secondsAgo how long ago they began
 * @param seconds how long they lasted
 * @param calls calls to DynamoDB
 * @param failures calls of them that failed
 * @param p50Millis time that half of them took at most
 * @param p99Millis time that 99 % of them took at most
 * @param units capacity units that they consumed
 */
public record CallsAtTime(
        double secondsAgo,
        double seconds,
        long calls,
        long failures,
        double p50Millis,
        double p99Millis,
        double units) {}
