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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContributorReportsTests {

    private final AtomicLong clock = new AtomicLong();

    private final Deque<Runnable> tasks = new ArrayDeque<>();

    private int reads;

    private final ContributorReports reports = new ContributorReports(this::read, tasks::add, clock::get);

    private ContributorReport read(String table, @Nullable String index) {
        reads++;
        if (table.equals("broken")) {
            throw new IllegalStateException("alice@example.org");
        }
        return new ContributorReport("ENABLED", List.of(new Contributor("k", reads)), List.of(), null);
    }

    private static HotKeyReport counted(String table) {
        return new HotKeyReport(table, null, 60, 1, 0, 0, List.of(), null);
    }

    private @Nullable ContributorReport ask(String table) {
        return reports.beside(List.of(counted(table))).get(0).contributors();
    }

    private void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void nobodyShouldWaitForThem() {
        assertThat(ask("orders")).isNull();
        assertThat(ask("orders")).isNull();
        assertThat(reads).isZero();
        assertThat(tasks).hasSize(1);
        work();
        assertThat(ask("orders")).isNotNull();
    }

    @Test
    void theyShouldBeKeptForAMinute() {
        ask("orders");
        work();
        for (int second = 0; second < 59; second++) {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(ask("orders")).isNotNull();
        }
        work();
        assertThat(reads).isEqualTo(1);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(ask("orders").accessed()).containsExactly(new Contributor("k", 1));
        work();
        assertThat(ask("orders").accessed()).containsExactly(new Contributor("k", 2));
    }

    /** CloudWatch that hangs would be asked again by each look, and what it said at last would be thrown away. */
    @Test
    void placeThatIsStillBeingReadShouldNotBeReadAgain() {
        for (int minute = 0; minute < 5; minute++) {
            ask("orders");
            clock.addAndGet(Duration.ofMinutes(1).toNanos());
        }
        assertThat(tasks).hasSize(1);
        work();
        assertThat(ask("orders")).isNotNull();
    }

    @Test
    void readingThatNeverEndsShouldBeGivenUp() {
        ask("orders");
        tasks.clear();
        clock.addAndGet(Duration.ofMinutes(10).toNanos());
        ask("orders");
        assertThat(tasks).hasSize(1);
    }

    @Test
    void lookAfterTheEndShouldNotFail() {
        ContributorReports own = new ContributorReports(this::read);
        own.close();
        assertThat(own.beside(List.of(counted("orders")))).hasSize(1);
    }

    @Test
    void failureShouldNotEndTheReading() {
        ask("broken");
        work();
        assertThat(ask("broken").problem()).contains("IllegalStateException").doesNotContain("alice");
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        ask("broken");
        work();
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void placesShouldBeBoundedAndForgotten() {
        for (int i = 0; i < 30; i++) {
            ask("orders-" + i);
        }
        work();
        assertThat(reads).isEqualTo(20);
        clock.addAndGet(Duration.ofMinutes(10).toNanos());
        ask("orders-29");
        work();
        assertThat(reads).isEqualTo(21);
    }

    @Test
    void readingShouldBeDoneByAThreadOfItsOwn() throws Exception {
        CompletableFuture<String> thread = new CompletableFuture<>();
        try (ContributorReports own = new ContributorReports((table, index) -> {
            thread.complete(Thread.currentThread().getName());
            return ContributorReport.unknown("");
        })) {
            own.beside(List.of(counted("orders")));
            assertThat(thread.get(10, TimeUnit.SECONDS)).isEqualTo("armature-contributors");
        }
    }
}
