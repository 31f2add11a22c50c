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
package io.armature.benchmark.outage;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The first caller in an outage that does not end: how long until it gets an answer, whatever that is. */
final class LastingOutage implements Trial.Measured {

    /** When the first caller gets an answer, or the {@link #PATIENCE}. */
    static final String FIRST_ANSWER = "first answer, s";

    /** Which it is: the ordinal of an {@link Answer}. */
    static final String FIRST_KIND = "first answer, kind";

    /** Longer than nine attempts of 30 seconds, which is what the SDK makes of a server that hangs. */
    static final Duration PATIENCE = Duration.ofSeconds(300);

    private final ExecutorService threads;

    LastingOutage(ExecutorService threads) {
        this.threads = threads;
    }

    @Override
    public Map<String, Double> measure(Target target, Caller caller) throws IOException, InterruptedException {
        target.beginOutage();
        long began = System.nanoTime();
        Answer answer = answer(caller);
        double seconds = (System.nanoTime() - began) / 1e9;
        return Map.of(FIRST_ANSWER, seconds, FIRST_KIND, (double) answer.ordinal());
    }

    private Answer answer(Caller caller) throws InterruptedException {
        try {
            return CompletableFuture.supplyAsync(caller::call, threads).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException ex) {
            return Answer.NONE;
        } catch (ExecutionException ex) {
            throw new IllegalStateException("The call could not be made", ex);
        }
    }
}
