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
import org.junit.jupiter.api.Test;

class GetRunsTests {

    private final Insights insights = new Insights();

    private void get(int number, Duration gap) {
        insights.advance(gap);
        StubCall call = insights.getting("tracks", "k" + number, 0.5);
        insights.layer.call(new StubCall(call.operation(), call.tables(), call.request(), sent -> {
            insights.advance(Duration.ofMillis(3));
            return Insights.found("tracks", 0.5);
        }));
    }

    @Test
    void readsThatFollowOneAnotherAtOnceShouldBeALoop() {
        for (int i = 0; i < 100; i++) {
            // The machine is busy now and then.
            get(i, i % 10 == 9 ? Duration.ofMillis(5) : Duration.ofNanos(30_000));
        }
        assertThat(insights.insight.report().advice()).singleElement().satisfies(advice -> {
            assertThat(advice.kind()).isEqualTo(Kind.SINGLE_READS);
            assertThat(advice.reason()).contains("100 of 100", "up to 100 in a row");
        });
    }

    @Test
    void readsOfRequestAfterRequestShouldBeNone() {
        for (int i = 0; i < 1_000; i++) {
            get(i, Duration.ofNanos(300_000));
        }
        assertThat(insights.insight.report().advice()).isEmpty();
    }

    @Test
    void readsOfTheSameItemShouldBeNone() {
        for (int i = 0; i < 100; i++) {
            get(1, Duration.ofNanos(30_000));
        }
        assertThat(insights.insight.report().advice()).extracting(Advice::kind).doesNotContain(Kind.SINGLE_READS);
    }
}
