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

import io.armature.benchmark.Checks;
import io.armature.benchmark.Subject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** A way to call and a server with a fault, both for one measurement alone. */
final class Trial implements Callable<Map<String, Double>>, AutoCloseable {

    private static final int HEALTHY_CALLS = 20;

    private final Subject subject;

    private final Target target;

    private final Caller caller;

    private final Measured measured;

    private final Duration headStart;

    /**
     * Prepares a trial: calls while all is well, if it ever is.
     *
     * @param subject what is measured
     * @param callers makes the caller
     * @param target the server
     * @param measured what is done
     * @param headStart what others get, so that they do not all begin at the same moment
     */
    Trial(Subject subject, Function<URI, Caller> callers, Target target, Measured measured, Duration headStart) {
        this.subject = subject;
        this.target = target;
        this.caller = callers.apply(target.endpoint());
        this.measured = measured;
        this.headStart = headStart;
        if (target.fault().isHealthyBefore()) {
            warmUp();
        }
    }

    /** The first calls may take longer than their time-outs allow, since the JVM has to load and compile much for them. */
    private void warmUp() {
        Answer answer = Answer.NONE;
        for (int i = 0; i < HEALTHY_CALLS; i++) {
            answer = caller.call();
        }
        Checks.require(answer == Answer.ITEM, subject + " got " + answer.text() + " before the outage");
    }

    Subject subject() {
        return subject;
    }

    /** Waits until names are forgotten, and measures. */
    @Override
    public Map<String, Double> call() throws Exception {
        Thread.sleep(target.fault().pause().plus(headStart).toMillis());
        return measured.measure(target, caller);
    }

    @Override
    public void close() {
        target.close();
        caller.close();
    }

    /** What is done with a server and a caller. */
    interface Measured {

        Map<String, Double> measure(Target target, Caller caller) throws IOException, InterruptedException;
    }
}
