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

import io.armature.batch.BatchOptions;
import io.armature.batch.BatchRate;
import io.armature.batch.BatchReport;
import io.armature.batch.BatchWriter;
import io.armature.benchmark.Checks;
import java.util.List;

/** The writer that Armature configures, with its defaults and what is special about the job. */
final class ArmatureBatches implements Way {

    private final BatchWriter writer;

    private final String title;

    private final BatchOptions options;

    ArmatureBatches(BatchWriter writer, String title, BatchRate rate) {
        this(writer, title, BatchOptions.builder().rate(rate).build());
    }

    ArmatureBatches(BatchWriter writer, String title, BatchOptions options) {
        this.writer = writer;
        this.title = title;
        this.options = options;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public long write(List<Track> tracks) {
        BatchReport report = writer.write(tracks.stream(), options);
        Checks.require(
                report.succeeded() + report.failed() == tracks.size(),
                "%s: of %d items %d were read, %d succeeded and %d failed, after %s the job was %s: %s"
                        .formatted(
                                title,
                                tracks.size(),
                                report.read(),
                                report.succeeded(),
                                report.failed(),
                                report.duration(),
                                report.outcome(),
                                report.failures().stream().limit(3).toList()));
        return report.failed();
    }
}
