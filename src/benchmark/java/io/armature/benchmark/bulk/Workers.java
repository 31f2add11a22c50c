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
package io.armature.benchmark.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that share a list, each taking the next part of it. */
final class Workers {

    private Workers() {}

    /** Lets threads take parts of a list until none is left, and adds up what they return. */
    static <T> long share(int threads, List<T> all, int part, Work<T> work) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Callable<Long> worker = () -> {
            long sum = 0;
            for (int from = next.getAndAdd(part); from < all.size(); from = next.getAndAdd(part)) {
                sum += work.on(all.subList(from, Math.min(all.size(), from + part)));
            }
            return sum;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Long>> workers = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                workers.add(worker);
            }
            long sum = 0;
            for (Future<Long> done : pool.invokeAll(workers)) {
                sum += done.get();
            }
            return sum;
        } finally {
            pool.shutdownNow();
        }
    }

    /** What is done with a part of the list. */
    @FunctionalInterface
    interface Work<T> {

        long on(List<T> part);
    }
}
