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

import java.util.stream.Stream;
import org.springframework.util.Assert;

/** Writes by jobs with threads of their own. */
final class JobWriter implements BatchWriter {

    private final BatchJobs jobs;

    JobWriter(BatchJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public BatchReport write(Stream<?> items, BatchOptions options) {
        Inputs inputs = inputs(items, options);
        JobRun job = jobs.openWrites(options);
        job.run(items, inputs);
        return job.outcome();
    }

    @Override
    public BatchJob start(Stream<?> items, BatchOptions options) {
        Inputs inputs = inputs(items, options);
        JobRun job = jobs.openWrites(options);
        job.start(items, inputs);
        return job;
    }

    @Override
    public BatchEstimate estimate(Stream<?> sample, BatchOptions options) {
        try (sample) {
            return jobs.measurement(options).measure(sample);
        }
    }

    private Inputs inputs(Stream<?> items, BatchOptions options) {
        Assert.notNull(items, "Items must not be null");
        Assert.notNull(options, "Options must not be null");
        return jobs.writeInputs(options);
    }
}
