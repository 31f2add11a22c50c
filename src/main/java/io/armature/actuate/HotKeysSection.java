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
import io.armature.insight.ContributorReports;
import io.armature.insight.HotKeyReport;
import io.armature.insight.QueryInsight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that take most of the traffic. */
public final class HotKeysSection implements DynamoDbSection {

    private final QueryInsight insight;

    private final @Nullable ContributorReports contributors;

    /**
     * Creates the section.
     *
     * @param insight what has been counted
     * @param contributors what DynamoDB has counted, {@code null} if nobody knows
     */
    public HotKeysSection(QueryInsight insight, @Nullable ContributorReports contributors) {
        this.insight = insight;
        this.contributors = contributors;
    }

    @Override
    public String name() {
        return "hotkeys";
    }

    /**
     * Shows the hot keys of all tables and indexes that the application has counted itself. What DynamoDB has counted is charged
     * with each look, and a page that stays open would have it looked at all day.
     *
     * @return the busiest table or index first
     */
    @Override
    public List<HotKeyReport> show() {
        return counted(SectionFilter.none());
    }

    @Override
    public List<HotKeyReport> show(TableDescription table) {
        return show(SectionFilter.ofTable(table.physicalName()));
    }

    /**
     * Shows the hot keys of a table or of an index, beside what DynamoDB's Contributor Insights say where they are enabled.
     *
     * @param filter heeded as far as table, index and limit go
     * @return the busiest first
     */
    @Override
    public List<HotKeyReport> show(SectionFilter filter) {
        List<HotKeyReport> counted = counted(filter);
        return contributors == null ? counted : contributors.beside(counted);
    }

    private List<HotKeyReport> counted(SectionFilter filter) {
        return insight.hotKeys().stream()
                .filter(report -> filter.acceptsPlace(report.table(), report.index()))
                .limit(filter.limitOr(Long.MAX_VALUE))
                .toList();
    }
}
