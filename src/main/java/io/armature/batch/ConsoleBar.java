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

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** The bar of a job. Apart from {@link ConsoleProgress}, which tells in words that the library is missing. */
final class ConsoleBar implements AutoCloseable {

    private static final int UPDATE_MILLIS = 200;

    private final ProgressBar bar;

    private volatile @Nullable BatchProgress last;

    private ConsoleBar(String task, ProgressBarBuilder builder) {
        // The job's own pace knows its pauses, which the bar's mean since the beginning does not.
        this.bar = builder.setTaskName(task)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setEtaFunction(state -> remaining())
                .build();
    }

    static ConsoleBar inTerminal(String task) {
        return new ConsoleBar(task, ProgressBar.builder());
    }

    static ConsoleBar printing(String task, Consumer<String> lines, int length) {
        return new ConsoleBar(
                task, ProgressBar.builder().setConsumer(new DelegatingProgressBarConsumer(lines, length)));
    }

    void show(BatchProgress progress) {
        last = progress;
        progress.total().ifPresent(bar::maxHint);
        bar.stepTo(progress.done());
        bar.setExtraMessage(String.format(
                Locale.ROOT,
                " %.0f/s, %d waiting, %d failed",
                progress.itemsPerSecond(),
                progress.waiting(),
                progress.failed()));
    }

    private Optional<Duration> remaining() {
        BatchProgress progress = last;
        return progress == null || progress.remaining().isNegative()
                ? Optional.empty()
                : Optional.of(progress.remaining());
    }

    @Override
    public void close() {
        bar.close();
    }
}
