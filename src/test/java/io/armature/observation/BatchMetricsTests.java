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
package io.armature.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.batch.FailureReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchMetricsTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private final BatchMetrics metrics = new BatchMetrics();

    @Test
    void metersShouldShowWhatJobsDidBeforeAndAfterTheyWereBound() {
        metrics.succeeded("parts", 25);
        metrics.failed("parts", FailureReason.CONDITION_FAILED);
        metrics.bindTo(registry);
        metrics.succeeded("parts", 5);
        metrics.succeeded("orders", 3);
        metrics.failed("parts", FailureReason.THROTTLED);
        metrics.answered("parts", 2, 30.5);
        metrics.answered("parts", 1, 1.5);

        assertThat(count("armature.batch.items", "table", "parts", "outcome", "succeeded"))
                .isEqualTo(30);
        assertThat(count("armature.batch.items", "table", "orders", "outcome", "succeeded"))
                .isEqualTo(3);
        assertThat(count("armature.batch.items", "table", "parts", "outcome", "failed"))
                .isEqualTo(2);
        assertThat(count("armature.batch.failures", "table", "parts", "reason", "condition-failed"))
                .isEqualTo(1);
        assertThat(count("armature.batch.failures", "table", "parts", "reason", "throttled"))
                .isEqualTo(1);
        assertThat(count("armature.batch.unprocessed", "table", "parts")).isEqualTo(3);
        assertThat(count("armature.batch.units", "table", "parts")).isEqualTo(32);
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }

    @Test
    void metersWhenThreadsCountWhileTheyAreBoundShouldLoseNothing() {
        IntStream.range(0, 1_000).parallel().forEach(number -> {
            if (number == 500) {
                metrics.bindTo(registry);
            }
            metrics.succeeded("table-" + number % 7, 1);
        });

        assertThat(registry.get("armature.batch.items").functionCounters())
                .hasSize(7)
                .extracting(counter -> counter.count())
                .satisfies(counts -> assertThat(
                                counts.stream().mapToDouble(count -> count).sum())
                        .isEqualTo(1_000));
    }

    private double count(String meter, String... tags) {
        return registry.get(meter).tags(tags).functionCounter().count();
    }
}
