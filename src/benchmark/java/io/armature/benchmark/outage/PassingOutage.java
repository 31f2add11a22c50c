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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Callers that come steadily, whatever becomes of those before them, through an outage that ends: what they wait for, what
 * the server has to bear, and when they are served again.
 */
final class PassingOutage implements Trial.Measured {

    /** Attempts in the first ten seconds. */
    static final String ATTEMPTS_FIRST = "attempts in the first 10 s";

    /** Attempts in the last ten seconds. */
    static final String ATTEMPTS_LAST = "attempts in the last 10 s";

    /** Threads that are in a call at the end of the outage. */
    static final String BUSY = "busy threads";

    static final Duration OUTAGE = Duration.ofSeconds(45);

    /** Longer than a circuit breaker waits, which is a minute with all of the defaults, 10 % more with Armature's. */
    static final Duration AFTERWARDS = Duration.ofSeconds(75);

    static final Duration BETWEEN_CALLS = Duration.ofMillis(100);

    private static final Duration PART = Duration.ofSeconds(10);

    private final ScheduledExecutorService ticks;

    private final ExecutorService threads;

    PassingOutage(ScheduledExecutorService ticks, ExecutorService threads) {
        this.ticks = ticks;
        this.threads = threads;
    }

    @Override
    public Map<String, Double> measure(Target target, Caller caller) throws IOException, InterruptedException {
        CallLog log = new CallLog();
        Map<String, Double> values = new LinkedHashMap<>();
        target.beginOutage();
        ScheduledFuture<?> steady = ticks.scheduleAtFixedRate(
                () -> threads.execute(() -> log.record(caller)), 0, BETWEEN_CALLS.toMillis(), TimeUnit.MILLISECONDS);
        int before = caller.attempts();
        pause(PART);
        values.put(ATTEMPTS_FIRST, (double) caller.attempts() - before);
        pause(OUTAGE.minus(PART).minus(PART));
        int between = caller.attempts();
        long last = System.nanoTime();
        pause(PART);
        values.put(ATTEMPTS_LAST, (double) caller.attempts() - between);
        values.put(BUSY, (double) caller.busyThreads());
        long end = System.nanoTime();
        target.endOutage();
        pause(AFTERWARDS);
        steady.cancel(false);
        values.putAll(log.waits(last, end));
        values.put(CallLog.RECOVERY, log.recovery(end, AFTERWARDS));
        return values;
    }

    private static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
