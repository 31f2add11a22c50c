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
package io.armature.encryption;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Many threads with small stacks that begin together. */
final class Crowd {

    private static final int STACK = 512 * 1024;

    private Crowd() {}

    /** Runs an action on each thread; returns what each returned, and fails if one did. */
    static <T> List<T> run(int threads, Callable<T> action) throws Exception {
        return results(begin(threads, action));
    }

    static <T> List<FutureTask<T>> begin(int threads, Callable<T> action) {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<FutureTask<T>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            FutureTask<T> task = new FutureTask<>(() -> {
                start.await(60, TimeUnit.SECONDS);
                return action.call();
            });
            tasks.add(task);
            Thread thread = new Thread(null, task, "crowd-" + i, STACK);
            thread.setDaemon(true);
            thread.start();
        }
        return tasks;
    }

    static <T> List<T> results(List<FutureTask<T>> tasks) throws Exception {
        List<T> results = new ArrayList<>();
        for (FutureTask<T> task : tasks) {
            results.add(task.get(60, TimeUnit.SECONDS));
        }
        return results;
    }
}
