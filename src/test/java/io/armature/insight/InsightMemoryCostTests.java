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

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.TableDescription;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What the insight holds after a million keys and a thousand methods. */
class InsightMemoryCostTests {

    private static final int CALLS = 1_000_000;

    private static final int METHODS = 1_000;

    private static final int TABLES = 10;

    private final AtomicInteger call = new AtomicInteger();

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private void use(Insights insights, int calls) {
        for (int i = 0; i < calls; i++) {
            int number = call.incrementAndGet();
            insights.layer.call(insights.getting("table-" + number % TABLES, "key-" + number, 0.5));
            insights.advance(Duration.ofNanos(20_000));
            if (i % 1_000 == 0) {
                insights.insight.uncountedCalls();
                insights.insight.hotKeys();
            }
        }
    }

    @Test
    void memoryShouldStayBounded(TestReporter reporter) {
        CallerSource methods = () -> "Repository.method" + call.get() % METHODS;
        // Classes and whatever else is loaded once.
        use(new Insights(InsightSettings.defaults(), methods), 10_000);
        long before = used();
        Insights insights = new Insights(InsightSettings.defaults(), methods);
        for (int i = 0; i < TABLES; i++) {
            insights.catalogue.register(new TableDescription("table-" + i, "table-" + i, "id", null, null, Set.of()));
        }
        use(insights, CALLS / 2);
        long half = used();
        use(insights, CALLS / 2);
        long after = used();

        assertThat(insights.insight.report().patterns()).hasSize(METHODS);
        assertThat(insights.insight.hotKeys()).hasSize(TABLES);
        assertThat(insights.insight.uncountedCalls()).isZero();
        reporter.publishEntry("MB after half", String.valueOf((half - before) / 1e6));
        reporter.publishEntry("MB", String.valueOf((after - before) / 1e6));
        // 5 KB a method, 64 KB and a half a table, and the buffer.
        assertThat(after - before).isPositive().isLessThan(12_000_000);
        assertThat(after - half).isLessThan(1_000_000);
    }
}
