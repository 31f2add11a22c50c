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

import io.armature.insight.Advice.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GetRunsTests {

    private static final Duration READ = Duration.ofMillis(3);

    private final AtomicInteger work = new AtomicInteger(CallerSource.UNKNOWN_WORK);

    private final Insights insights = new Insights(InsightSettings.defaults(), new CallerSource() {
        @Override
        public @Nullable String method() {
            return null;
        }

        @Override
        public int work() {
            return work.get();
        }
    });

    private void get(int number, Duration gap, Duration read) {
        insights.advance(gap);
        StubCall call = insights.getting("tracks", "k" + number, 0.5);
        insights.layer.call(new StubCall(call.operation(), call.tables(), call.request(), sent -> {
            insights.advance(read);
            return Insights.found("tracks", 0.5);
        }));
    }

    private List<Kind> advice() {
        return insights.insight.report().advice().stream()
                .map(Advice::kind)
                .filter(kind -> kind != Kind.HOT_KEY)
                .toList();
    }

    @Test
    void readsThatFollowOneAnotherAtOnceShouldBeALoop() {
        for (int i = 0; i < 100; i++) {
            // The machine is busy now and then.
            get(i, i % 10 == 9 ? Duration.ofMillis(5) : Duration.ofNanos(30_000), READ);
        }
        assertThat(insights.insight.report().advice()).singleElement().satisfies(advice -> {
            assertThat(advice.kind()).isEqualTo(Kind.SINGLE_READS);
            assertThat(advice.reason()).contains("100 of 100", "up to 100 in a row");
        });
    }

    @Test
    void readsOfRequestAfterRequestShouldBeNone() {
        for (int i = 0; i < 1_000; i++) {
            get(i, Duration.ofNanos(300_000), READ);
        }
        assertThat(insights.insight.report().advice()).isEmpty();
    }

    @Test
    void readsOfABusyThreadThatTurnsFromRequestToRequestAtOnceShouldBeNone() {
        for (int i = 0; i < 1_000; i++) {
            work.set(1 + i);
            get(i, Duration.ofNanos(30_000), READ);
        }
        assertThat(insights.insight.report().advice()).isEmpty();
    }

    @Test
    void readsOfOneRequestShouldBeALoopWhateverItDoesWithTheItems() {
        for (int i = 0; i < 100; i++) {
            work.set(1 + i / 50);
            get(i, READ.dividedBy(2), READ);
        }
        assertThat(advice()).containsExactly(Kind.SINGLE_READS);
    }

    @Test
    void readsOfOneRequestThatWaitsBetweenThemShouldBeNone() {
        work.set(1);
        for (int i = 0; i < 100; i++) {
            get(i, READ.multipliedBy(2), READ);
        }
        assertThat(advice()).isEmpty();
    }

    @Test
    void readsOfAColdMachineShouldBeALoopWhereNoRequestIsServed() {
        Duration cold = Duration.ofMillis(20);
        work.set(CallerSource.NO_WORK);
        for (int i = 0; i < 100; i++) {
            get(i, cold.dividedBy(8), cold);
        }
        assertThat(advice()).containsExactly(Kind.SINGLE_READS);
    }

    @Test
    void readsFarApartShouldBeNoneWhereNoRequestIsServed() {
        work.set(CallerSource.NO_WORK);
        for (int i = 0; i < 1_000; i++) {
            get(i, READ.dividedBy(2), READ);
        }
        assertThat(advice()).isEmpty();
    }

    @Test
    void loopAmongManySingleReadsShouldBeNone() {
        for (int i = 0; i < 40; i++) {
            get(i, Duration.ofNanos(30_000), READ);
        }
        assertThat(advice()).containsExactly(Kind.SINGLE_READS);
        for (int i = 0; i < 100; i++) {
            get(100 + i, READ.multipliedBy(2), READ);
        }
        assertThat(advice()).isEmpty();
    }

    @Test
    void readsOfTheSameItemShouldBeNone() {
        for (int i = 0; i < 100; i++) {
            get(1, Duration.ofNanos(30_000), READ);
        }
        assertThat(advice()).isEmpty();
    }
}
