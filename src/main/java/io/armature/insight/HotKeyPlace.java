package io.armature.insight;

import org.jspecify.annotations.Nullable;

/**
 * Where keys are counted.
 *
 * @param table the physical name of the table
 * @param index the index, or {@code null} for the table itself
 */
record HotKeyPlace(String table, @Nullable String index) {}
