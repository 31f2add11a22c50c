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
package io.armature.autoconfigure;

import io.armature.batch.BatchJobs;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** Ends batch jobs before anything else is stopped that they may still need. */
final class BatchLifecycle implements SmartLifecycle {

    private final BatchJobs jobs;

    private final Duration timeout;

    private volatile boolean running;

    BatchLifecycle(BatchJobs jobs, Duration timeout) {
        this.jobs = jobs;
        this.timeout = timeout;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        jobs.close(timeout);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
