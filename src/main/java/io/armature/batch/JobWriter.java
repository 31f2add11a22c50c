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
        JobRun job = open(items, options);
        run(job, items, options);
        return job.outcome();
    }

    @Override
    public BatchJob start(Stream<?> items, BatchOptions options) {
        JobRun job = open(items, options);
        Thread reader = new Thread(() -> run(job, items, options), "armature-batch-" + job.name() + "-source");
        reader.setDaemon(true);
        reader.start();
        return job;
    }

    @Override
    public BatchEstimate estimate(Stream<?> sample, BatchOptions options) {
        try (sample) {
            return jobs.measurement(options).measure(sample);
        }
    }

    private JobRun open(Stream<?> items, BatchOptions options) {
        Assert.notNull(items, "Items must not be null");
        Assert.notNull(options, "Options must not be null");
        return jobs.open(options, false, (item, found) -> {});
    }

    private void run(JobRun job, Stream<?> items, BatchOptions options) {
        try {
            job.run(items, jobs.writeInputs(options));
        } finally {
            jobs.ended(job);
        }
    }
}
