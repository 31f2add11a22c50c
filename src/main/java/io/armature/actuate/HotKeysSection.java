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
import io.armature.insight.HotKeyReport;
import io.armature.insight.QueryInsight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that take most of the traffic. */
public final class HotKeysSection {

    private final QueryInsight insight;

    /**
     * Creates the section.
     *
     * @param insight what has been counted
     */
    public HotKeysSection(QueryInsight insight) {
        this.insight = insight;
    }

    /**
     * Returns the name.
     *
     * @return {@code hotkeys}
     */
    public String name() {
        return "hotkeys";
    }

    /**
     * Shows the hot keys of all tables and indexes.
     *
     * @return the busiest table or index first
     */
    public List<HotKeyReport> show() {
        return show(null, null);
    }

    /**
     * Shows the hot keys of one table.
     *
     * @param table the table
     * @return those of the table and of its indexes
     */
    public List<HotKeyReport> show(TableDescription table) {
        return show(table.physicalName(), null);
    }

    /**
     * Shows the hot keys of one table or index.
     *
     * @param table physical name of the table, {@code null} for all
     * @param index name of the index, {@code null} for all and the table itself
     * @return the busiest first
     */
    public List<HotKeyReport> show(@Nullable String table, @Nullable String index) {
        return insight.hotKeys().stream()
                .filter(report -> table == null || table.equals(report.table()))
                .filter(report -> index == null || index.equals(report.index()))
                .toList();
    }
}
