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
package io.armature.resilience.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Readers, writers, deleters and re-creators of two tables in two instances, in thousands of interleavings with late, reordered
 * and lost commands to the store, and outages: no answer is ever outside the promise. A failure names the seed to repeat it by.
 */
@Tag("long")
class FallbackModelTests {

    private static final int SCHEDULES = Integer.getInteger("fallback.schedules", 3_000);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @AfterAll
    static void stop() {
        THREADS.shutdown();
    }

    @Test
    void answersShouldNeverBeOutsideThePromise(TestReporter reporter) {
        long seed = Long.getLong("fallback.seed", System.nanoTime());
        reporter.publishEntry("seeds", seed + " to " + (seed + SCHEDULES - 1));

        assertThat(run(seed, SCHEDULES, Defect.NONE, reporter))
                .as("answers from copies")
                .isGreaterThan(SCHEDULES / 2);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void answersWhenADefectIsPlantedShouldBeFoundOutsideThePromise(Defect defect, TestReporter reporter) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> run(1, 10 * SCHEDULES, defect, reporter))
                .satisfies(found -> reporter.publishEntry(defect.name(), found.getMessage()));
    }

    private static long run(long firstSeed, int schedules, Defect defect, TestReporter reporter) {
        long answers = 0;
        for (long seed = firstSeed; seed < firstSeed + schedules; seed++) {
            ModelWorld world = new ModelWorld(seed, defect, THREADS);
            try {
                world.run();
            } catch (AssertionError ex) {
                reporter.publishEntry("schedule " + seed, String.join("\n", world.events()));
                throw new AssertionError("With seed " + seed + ": " + describe(ex), ex);
            }
            answers += world.promise.answers;
        }
        reporter.publishEntry("answers from copies", String.valueOf(answers));
        return answers;
    }

    private static String describe(AssertionError ex) {
        return ex.getCause() == null ? ex.getMessage() : String.valueOf(ex.getCause());
    }
}
