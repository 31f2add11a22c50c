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
import io.armature.batch.BatchProgress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Ends batch jobs, if there are any, before anything else is stopped that they may still need. */
final class BatchLifecycle implements SmartLifecycle {

    private final Duration timeout;

    private volatile @Nullable BatchJobs jobs;

    private volatile boolean running;

    BatchLifecycle(Duration timeout) {
        this.timeout = timeout;
    }

    BatchJobs endWithApplication(BatchJobs made) {
        jobs = made;
        return made;
    }

    /** Returns what runs now, without making what could run it. */
    Collection<BatchProgress> running() {
        BatchJobs known = jobs;
        return known == null ? List.of() : known.running();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        BatchJobs known = jobs;
        if (known != null) {
            known.close(timeout);
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
