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
package io.armature.actuate;

import io.armature.client.TableDescription;
import io.armature.insight.Advice;
import io.armature.insight.InsightReport;
import io.armature.insight.PatternReport;
import io.armature.insight.QueryInsight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the access patterns did and cost, and what to do about them. */
public final class InsightSection {

    private static final int MOST_PATTERNS = 100;

    private final QueryInsight insight;

    /**
     * Creates the section.
     *
     * @param insight what has been counted
     */
    public InsightSection(QueryInsight insight) {
        this.insight = insight;
    }

    /**
     * Returns the name.
     *
     * @return {@code insight}
     */
    public String name() {
        return "insight";
    }

    /**
     * Shows the 100 dearest access patterns and all advice.
     *
     * @return the report
     */
    public InsightReport show() {
        return show(new Filter(null, null, null, null, MOST_PATTERNS));
    }

    /**
     * Shows what concerns one table.
     *
     * @param table the table
     * @return the report
     */
    public InsightReport show(TableDescription table) {
        return show(new Filter(table.physicalName(), null, null, null, MOST_PATTERNS));
    }

    /**
     * Shows the access patterns that a filter lets through, and what is advised upon them.
     *
     * @param filter the filter
     * @return the report; its numbers over time are those of all calls
     */
    public InsightReport show(Filter filter) {
        InsightReport report = insight.report();
        return new InsightReport(
                report.windowSeconds(),
                report.patterns().stream()
                        .filter(filter::accepts)
                        .limit(filter.limit())
                        .toList(),
                report.advice().stream().filter(filter::accepts).toList(),
                report.timeline(),
                report.uncountedCalls());
    }

    /**
     * What is to be shown. A part that is {@code null} lets everything through.
     *
     * @param table physical name of the table
     * @param operation name of the operation, such as {@code Query}
     * @param method name of the repository's method, or a part of it
     * @param advice kind of advice; access patterns without it are left out
     * @param limit number of access patterns, the dearest first
     */
    public record Filter(
            @Nullable String table,
            @Nullable String operation,
            @Nullable String method,
            Advice.@Nullable Kind advice,
            int limit) {

        private boolean accepts(PatternReport pattern) {
            return (table == null || table.equals(pattern.table()))
                    && (operation == null || operation.equalsIgnoreCase(pattern.operation()))
                    && (method == null
                            || pattern.method() != null && pattern.method().contains(method))
                    && (advice == null || holds(pattern.advice()));
        }

        private boolean holds(List<Advice> given) {
            return given.stream().anyMatch(one -> one.kind() == advice);
        }

        private boolean accepts(Advice given) {
            return (table == null || table.equals(given.table()))
                    && (operation == null || contains(given.pattern(), operation))
                    && (method == null || contains(given.pattern(), method))
                    && (advice == null || advice == given.kind());
        }

        private static boolean contains(@Nullable String text, String part) {
            return text != null && text.contains(part);
        }
    }
}
