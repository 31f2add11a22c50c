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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** All access patterns, up to a number. For one thread at a time. */
final class Patterns {

    private static final AccessPattern OTHER = AccessPattern.other();

    private final InsightSettings settings;

    private final TableKeyNames names;

    private final Map<AccessPattern, PatternWindow> windows = new HashMap<>();

    private final GetRuns runs = new GetRuns();

    private final CallLog log;

    private long currentBegan;

    private long previousBegan;

    Patterns(InsightSettings settings, TableKeyNames names, long now) {
        this.settings = settings;
        this.names = names;
        this.log = new CallLog(settings);
        this.currentBegan = now;
        this.previousBegan = now;
    }

    void add(FinishedCall call, long now) {
        AccessPattern pattern = new AccessPattern(call.table, call.operation, index(call), call.method);
        PatternWindow window = windows.get(pattern);
        if (window == null) {
            pattern = windows.size() < settings.maxPatterns() ? pattern : OTHER;
            window = windows.computeIfAbsent(pattern, absent -> new PatternWindow());
        }
        window.add(call);
        runs.add(call, window.current);
        log.add(pattern, window, call, now);
    }

    private static @Nullable String index(FinishedCall call) {
        if (call.read instanceof QueryRequest query) {
            return query.indexName();
        }
        return call.read instanceof ScanRequest scan ? scan.indexName() : null;
    }

    void rotate(long now) {
        long half = settings.window().toNanos() / 2;
        if (now - currentBegan < half) {
            return;
        }
        if (now - currentBegan >= 2 * half) {
            windows.clear();
            previousBegan = now;
        } else {
            windows.values().removeIf(window -> !window.rotate());
            previousBegan = currentBegan;
        }
        currentBegan = now;
    }

    double seconds(long now) {
        return (now - previousBegan) / 1e9;
    }

    SeenEvents events(ContributorScope scope, long now) {
        double events = 0;
        for (Map.Entry<AccessPattern, PatternWindow> entry : windows.entrySet()) {
            if (entry.getKey().table().equals(scope.table())) {
                events += events(scope, entry.getKey(), entry.getValue().sum());
            }
        }
        return new SeenEvents(events * MonthlyCosts.times(seconds(now)), seconds(now));
    }

    /** Those of an index are its own, and writes of the table are the index's as well. */
    private static long events(ContributorScope scope, AccessPattern pattern, PatternCounts counts) {
        boolean own = Objects.equals(pattern.index(), scope.index());
        boolean written = pattern.index() == null && counts.writeEvents > 0;
        if (!own && !written) {
            return 0;
        }
        if (scope.throttledKeysOnly()) {
            return counts.throttled();
        }
        return own ? counts.events : counts.writeEvents;
    }

    List<PatternReport> show(long now) {
        Advisor advisor = new Advisor(new MonthlyCosts(settings.prices(), seconds(now)));
        List<PatternReport> reports = new ArrayList<>();
        windows.forEach((pattern, window) -> {
            PatternCounts counts = window.sum();
            // What many patterns do together says nothing about any of them.
            List<Advice> advice = pattern.equals(OTHER)
                    ? List.of()
                    : advisor.advise(pattern, counts, names.partitionKey(pattern.table()));
            reports.add(PatternReport.of(
                    pattern, counts, advisor.cost(counts), settings.prices().currency(), advice));
        });
        reports.sort(Comparator.comparingDouble(PatternReport::monthlyCost)
                .thenComparingLong(PatternReport::calls)
                .reversed());
        return reports;
    }
}
