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
package io.armature.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ConsoleProgressTests {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void acceptShouldShowDoneOfAllRateAndEstimatedEnd() {
        try (ConsoleProgress progress = new ConsoleProgress(ConsoleBar.printing("Importing tracks", lines::add, 140))) {
            progress.accept(progress(1_500, 3, OptionalLong.of(3_503)));
        }

        assertThat(lines.get(lines.size() - 1))
                .startsWith("Importing tracks")
                .contains("1503/3503", "100/s", "250 waiting", "3 failed", "42%")
                .contains("/ 0:00:20");
    }

    @Test
    void acceptWhenTotalIsUnknownShouldShowDone() {
        try (ConsoleProgress progress = new ConsoleProgress(ConsoleBar.printing("Importing", lines::add, 140))) {
            progress.accept(progress(1_500, 0, OptionalLong.empty()));
        }

        assertThat(lines.get(lines.size() - 1)).contains("1500/?", "100/s", " / ?)");
    }

    @Test
    void acceptWhenThereIsNoTerminalShouldShowNothing() {
        try (ConsoleProgress progress = new ConsoleProgress(null)) {
            assertThatNoException().isThrownBy(() -> progress.accept(progress(1, 0, OptionalLong.empty())));
        }
    }

    private static BatchProgress progress(long succeeded, long failed, OptionalLong total) {
        return new BatchProgress("import", succeeded, failed, 250, total, Duration.ofSeconds(15), 100, 100);
    }
}
