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
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/** What the access patterns did and cost, and what to do about them. */
public final class InsightSection implements DynamoDbSection {

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

    @Override
    public String name() {
        return "insight";
    }

    /**
     * Shows the 100 dearest access patterns and all advice.
     *
     * @return the report
     */
    @Override
    public InsightReport show() {
        return show(SectionFilter.none());
    }

    @Override
    public InsightReport show(TableDescription table) {
        return show(SectionFilter.ofTable(table.physicalName()));
    }

    /**
     * Shows the access patterns that a filter lets through, and all that is advised upon them. What is advised upon a key is of no
     * operation and no method.
     *
     * @param filter heeded as a whole; the limit is one of access patterns, and 100 if there is none
     * @return the report, the dearest access patterns first; its numbers over time are those of all calls
     * @throws InvalidEndpointRequestException if there is no such kind of advice
     */
    @Override
    public InsightReport show(SectionFilter filter) {
        Advice.Kind kind = kind(filter.advice());
        InsightReport report = insight.report();
        List<PatternReport> accepted = report.patterns().stream()
                .filter(pattern -> accepts(filter, kind, pattern))
                .toList();
        Set<Advice> given =
                accepted.stream().flatMap(pattern -> pattern.advice().stream()).collect(Collectors.toSet());
        return new InsightReport(
                report.windowSeconds(),
                accepted.stream().limit(filter.limitOr(MOST_PATTERNS)).toList(),
                report.advice().stream()
                        .filter(advice -> kind == null || kind == advice.kind())
                        .filter(advice -> given.contains(advice) || isOfAcceptedKey(filter, advice))
                        .toList(),
                report.timeline(),
                report.uncountedCalls());
    }

    private static Advice.@Nullable Kind kind(@Nullable String name) {
        try {
            return name == null
                    ? null
                    : Advice.Kind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException ex) {
            throw new InvalidEndpointRequestException("No such advice: " + name, "No such advice");
        }
    }

    private static boolean accepts(SectionFilter filter, Advice.@Nullable Kind kind, PatternReport pattern) {
        return filter.acceptsPlace(pattern.table(), pattern.index())
                && (filter.operation() == null || filter.operation().equalsIgnoreCase(pattern.operation()))
                && (filter.method() == null || contains(pattern.method(), filter.method()))
                && (kind == null || pattern.advice().stream().anyMatch(advice -> advice.kind() == kind));
    }

    private static boolean isOfAcceptedKey(SectionFilter filter, Advice advice) {
        return advice.pattern() == null
                && filter.operation() == null
                && filter.method() == null
                && filter.acceptsPlace(advice.table(), advice.index());
    }

    private static boolean contains(@Nullable String text, String part) {
        return text != null && text.contains(part);
    }
}
