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

import org.jspecify.annotations.Nullable;

/**
 * What is wasteful, why, and what to do.
 *
 * @param kind what it is
 * @param table the physical name of the table
 * @param index the index, or {@code null}
 * @param pattern the access pattern in words, or {@code null} if it is about a key
 * @param reason what was seen, with its numbers
 * @param fix what to do
 * @param monthlyWaste estimated cost of a month that the fix would save, 0 where it saves time only
 * @param currency currency of it
 */
public record Advice(
        Kind kind,
        String table,
        @Nullable String index,
        @Nullable String pattern,
        String reason,
        String fix,
        double monthlyWaste,
        String currency) {

    /** What is wasteful. */
    public enum Kind {
        /** A whole table or index is read. */
        SCAN,
        /** A filter throws away most of what was read and paid for. */
        LOW_EFFICIENCY,
        /** Items are a little larger than the step in which DynamoDB counts units. */
        ITEM_ABOVE_STEP,
        /** Items are read one by one that one batch could read. */
        SINGLE_READS,
        /** A query is read in pages of about one item. */
        SMALL_PAGES,
        /** One key takes a large part of the traffic. */
        HOT_KEY,
        /** Conditions of writes mostly do not hold; such writes cost as much as others. */
        FAILING_CONDITIONS
    }
}
