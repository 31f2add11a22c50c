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

import io.armature.insight.Advice.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what is wasteful in the numbers of one access pattern. */
final class Advisor {

    /** Fewer items than this are read in any way without anybody noticing. */
    private static final int READ_ITEMS = 100;

    private static final double LOW_EFFICIENCY = 0.1;

    private static final int MEASURED_ITEMS = 10;

    private static final double MOST = 0.5;

    /** Of the units, from which it is worth changing an item: below it, items are large and a step is little. */
    private static final double STEP_SHARE = 0.15;

    private static final int LOOP = 25;

    private static final int PAGES = 20;

    private static final double PAGE_ITEMS = 2;

    private static final int FAILED_CONDITIONS = 20;

    private final MonthlyCosts costs;

    Advisor(MonthlyCosts costs) {
        this.costs = costs;
    }

    List<Advice> advise(AccessPattern pattern, PatternCounts counts, @Nullable String key) {
        List<Advice> advice = new ArrayList<>();
        Case given = new Case(pattern, counts, key, advice);
        if (counts.scanned >= READ_ITEMS && pattern.operation().equals("Scan")) {
            scan(given);
        } else if (counts.scanned >= READ_ITEMS && efficiency(counts) <= LOW_EFFICIENCY && counts.filteredCalls > 0) {
            lowEfficiency(given);
        }
        step(given);
        singleReads(given);
        smallPages(given);
        failingConditions(given);
        return advice;
    }

    static double efficiency(PatternCounts counts) {
        return counts.scanned == 0 ? 1 : (double) counts.items / counts.scanned;
    }

    private void scan(Case given) {
        PatternCounts counts = given.counts;
        Set<String> filter = counts.filters.filtered;
        Set<String> equalities = counts.filters.equalities;
        String fix;
        if (filter.isEmpty()) {
            fix = "Read by key, or keep what is asked for in one item collection. If a job must read everything, let"
                    + " it do so at a rate of its own with a BatchReader.";
        } else if (given.key != null && equalities.contains(given.key)) {
            fix = "Query instead: the filter compares '" + given.key
                    + "', the partition key of the table, for equality.";
        } else {
            fix = "Query " + index(filter, equalities) + ", in place of filtering a scan.";
        }
        given.add(
                Kind.SCAN,
                text("%,d scans read %,d items to return %,d", counts.calls, counts.scanned, counts.items),
                fix,
                cost(counts) * (filter.isEmpty() ? 1 : 1 - efficiency(counts)));
    }

    private void lowEfficiency(Case given) {
        PatternCounts counts = given.counts;
        Set<String> attributes = counts.filters.filtered;
        Set<String> equalities = counts.filters.equalities;
        Set<String> keys = counts.filters.keys;
        String fix;
        if (keys.isEmpty() || equalities.containsAll(attributes) && attributes.size() > 1) {
            fix = "Query " + index(attributes, equalities) + ".";
        } else {
            fix = "Query an index with the partition key '" + keys.iterator().next() + "' and the sort key "
                    + KeyConditions.quoted(attributes) + ", or make the attribute part of the sort key.";
        }
        given.add(
                Kind.LOW_EFFICIENCY,
                text(
                        "The filter on %s keeps %,d of %,d items that are read and paid for (%.1f %%)",
                        KeyConditions.quoted(attributes), counts.items, counts.scanned, 100 * efficiency(counts)),
                fix,
                cost(counts) * (1 - efficiency(counts)));
    }

    /** An index's partition key must be compared for equality; what is left sorts. */
    private static String index(Set<String> attributes, Set<String> equalities) {
        String partition = equalities.isEmpty()
                ? attributes.iterator().next()
                : equalities.iterator().next();
        Set<String> others = new LinkedHashSet<>(attributes);
        others.remove(partition);
        return "an index with the partition key '" + partition + "'"
                + (others.isEmpty() ? "" : " and the sort key " + KeyConditions.quoted(others));
    }

    private void step(Case given) {
        ItemCounts sizes = given.counts.sizes;
        double share = sizes.stepUnits == 0 ? 0 : (double) sizes.avoidableUnits / sizes.stepUnits;
        if (sizes.measured < MEASURED_ITEMS || sizes.aboveStep < sizes.measured * MOST || share < STEP_SHARE) {
            return;
        }
        boolean encryption = sizes.aboveStepByEncryption >= sizes.measured * MOST;
        String reason = text(
                "Items of %,.0f bytes lie just above a step of %,d bytes, the size of a unit; %,.0f bytes of them (%.0f %%)"
                        + " are encryption's",
                sizes.meanBytes(),
                sizes.stepBytes,
                sizes.meanBytes() * sizes.encryptionShare(),
                100 * sizes.encryptionShare());
        String fix = encryption
                ? "Without encryption's part they would be below it: encrypt one document attribute in place of several single"
                        + " ones, or move what is rarely read to an item of its own."
                : "Shorten names and values, or move what is rarely read to an item of its own.";
        given.add(Kind.ITEM_ABOVE_STEP, reason, fix, cost(given.counts) * share);
    }

    private void singleReads(Case given) {
        PatternCounts counts = given.counts;
        if (counts.longestLoop >= LOOP && counts.loopedGets >= counts.calls * MOST) {
            given.add(
                    Kind.SINGLE_READS,
                    text(
                            "%,d of %,d reads of single items follow one another in one thread, up to %,d in a row",
                            counts.loopedGets, counts.calls, counts.longestLoop),
                    "Read them together, with findAllById of the repository or BatchGetItem: 100 items in one call.",
                    0);
        }
    }

    private void smallPages(Case given) {
        PatternCounts counts = given.counts;
        if (counts.calls >= PAGES
                && counts.continuedCalls >= counts.calls * MOST
                && counts.scanned <= counts.calls * PAGE_ITEMS) {
            given.add(
                    Kind.SMALL_PAGES,
                    text(
                            "%,d pages of %.1f items each; every page is a call and costs at least half a unit",
                            counts.calls, (double) counts.scanned / counts.calls),
                    "Ask for larger pages: raise the limit of the query.",
                    0);
        }
    }

    private void failingConditions(Case given) {
        PatternCounts counts = given.counts;
        double share = counts.calls == 0 ? 0 : (double) counts.failedConditions / counts.calls;
        if (counts.failedConditions >= FAILED_CONDITIONS && share >= MOST) {
            given.add(
                    Kind.FAILING_CONDITIONS,
                    text(
                            "The condition fails in %,d of %,d writes (%.0f %%); those cost units as well",
                            counts.failedConditions, counts.calls, 100 * share),
                    "Read first and write only what may succeed. If writers compete for one item, let them use"
                            + " update(id, change), or give each an item of its own.",
                    // DynamoDB doesn't say what a failed write consumed: a unit for each KB of the item, at least one.
                    costs.of(0, counts.failedConditions));
        }
    }

    double cost(PatternCounts counts) {
        return costs.of(counts.readUnits, counts.writeUnits);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** What advice is asked for. */
    private final class Case {

        private final AccessPattern pattern;

        private final PatternCounts counts;

        private final @Nullable String key;

        private final List<Advice> advice;

        Case(AccessPattern pattern, PatternCounts counts, @Nullable String key, List<Advice> advice) {
            this.pattern = pattern;
            this.counts = counts;
            this.key = key;
            this.advice = advice;
        }

        void add(Kind kind, String reason, String fix, double waste) {
            advice.add(new Advice(
                    kind,
                    pattern.table(),
                    pattern.index(),
                    pattern.text(),
                    reason,
                    fix,
                    waste,
                    costs.prices().currency()));
        }
    }
}
