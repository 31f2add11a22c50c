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
