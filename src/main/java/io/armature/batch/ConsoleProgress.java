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

import io.armature.client.MisconfigurationException;
import java.io.Console;
import java.lang.reflect.Method;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Shows a job's progress as a bar in the terminal: items done and in all, the rate, those that wait and that failed, and the
 * estimated end. Where the standard output is no terminal it shows nothing, since in a file a bar would be one long line.
 *
 * <p>One bar for one job, closed when the job has ended, so that what is printed next begins a line of its own. Safe for use by
 * concurrent threads. Needs {@code me.tongfei:progressbar}.
 */
public final class ConsoleProgress implements Consumer<BatchProgress>, AutoCloseable {

    private final @Nullable ConsoleBar bar;

    ConsoleProgress(@Nullable ConsoleBar bar) {
        this.bar = bar;
    }

    /**
     * Opens a bar.
     *
     * @param task what stands before it, such as {@code Importing tracks}
     * @return the bar, to be given to {@link BatchOptions.Builder#progress} and to be closed
     * @throws MisconfigurationException if the library of the bar is missing
     */
    public static ConsoleProgress of(String task) {
        if (!ClassUtils.isPresent("me.tongfei.progressbar.ProgressBar", ConsoleProgress.class.getClassLoader())) {
            throw new MisconfigurationException(
                    "Progress is to be shown in the terminal, and the library of the bar is missing",
                    "Add 'me.tongfei:progressbar'.");
        }
        return new ConsoleProgress(isTerminal() ? ConsoleBar.inTerminal(task) : null);
    }

    /** Since Java 22 there may be a console that is no terminal, and a method that says so. */
    private static boolean isTerminal() {
        Console console = System.console();
        Method isTerminal = ReflectionUtils.findMethod(Console.class, "isTerminal");
        return console != null
                && (isTerminal == null || Boolean.TRUE.equals(ReflectionUtils.invokeMethod(isTerminal, console)));
    }

    /**
     * Shows how far the job is.
     *
     * @param progress the job's
     */
    @Override
    public void accept(BatchProgress progress) {
        if (bar != null) {
            bar.show(progress);
        }
    }

    /** Ends the bar and its line. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
