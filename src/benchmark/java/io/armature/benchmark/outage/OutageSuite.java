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

import io.armature.benchmark.Measurements;
import io.armature.benchmark.Results;
import io.armature.benchmark.Section;
import io.armature.benchmark.Subject;
import io.armature.benchmark.Suite;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;

/** What an outage is for the callers and for the server. Everything is at once, since it waits more than it works. */
public final class OutageSuite implements Suite {

    private static final Duration BETWEEN_TRIALS = Duration.ofMillis(400);

    private static final Map<String, Function<URI, Caller>> CALLERS = new LinkedHashMap<>();

    static {
        CALLERS.put(OutageReport.DEFAULTS, Peers::defaults);
        CALLERS.put("SDK, Resilience4j's circuit breaker", Peers::circuitBreaker);
        CALLERS.put("SDK, Resilience4j's circuit breaker and time limiter", Peers::timeLimiter);
        CALLERS.put("SDK, time-outs set by hand", Peers::timeOuts);
        CALLERS.put(OutageReport.ARMATURE, ArmatureCallers::defaults);
        CALLERS.put("Armature, stored copies", ArmatureCallers::storedCopies);
    }

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public boolean isWaiting() {
        return true;
    }

    /** What is logged of outages is known here. */
    @Override
    public List<String> jvmOptions() {
        return List.of("-Xms512m", "-Xmx1g", "-Dbenchmark.log-level=ERROR");
    }

    @Override
    public void measure(Measurements measurements, Consumer<String> progress) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        ScheduledExecutorService ticks = Executors.newScheduledThreadPool(2);
        List<Trial> trials = new ArrayList<>();
        try (HostsFile hosts = HostsFile.install()) {
            for (Fault fault : Fault.values()) {
                progress.accept("starts the applications for: " + fault.heading());
                prepare(fault, hosts, new LastingOutage(threads), trials);
                prepare(fault, hosts, new PassingOutage(ticks, threads), trials);
            }
            progress.accept("the outages begin; they last up to %d s".formatted(LastingOutage.PATIENCE.toSeconds()));
            List<Future<Map<String, Double>>> values = threads.invokeAll(trials);
            for (int i = 0; i < trials.size(); i++) {
                Subject subject = trials.get(i).subject();
                values.get(i).get().forEach((quantity, value) -> measurements.put(subject, quantity, value));
            }
        } finally {
            for (Trial trial : trials) {
                trial.close();
            }
            ticks.shutdownNow();
            threads.shutdownNow();
        }
    }

    private static void prepare(Fault fault, HostsFile hosts, Trial.Measured measured, List<Trial> trials)
            throws Exception {
        for (Map.Entry<String, Function<URI, Caller>> caller : CALLERS.entrySet()) {
            Subject subject = new Subject(fault.group(), caller.getKey());
            Duration headStart = BETWEEN_TRIALS.multipliedBy(trials.size());
            trials.add(new Trial(subject, caller.getValue(), new Target(fault, hosts), measured, headStart));
        }
    }

    @Override
    public void report(Results results, Section section) {
        new OutageReport(results, section).write();
    }
}
