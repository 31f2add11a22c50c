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

/** A job of which something has failed, thrown by {@link BatchReport#orThrow}. */
public final class BatchFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient BatchReport report;

    BatchFailedException(BatchReport report) {
        super(
                text(report),
                report.failures().isEmpty() ? null : report.failures().get(0).cause());
        this.report = report;
    }

    private static String text(BatchReport report) {
        String ended = "Job '" + report.job() + "' ended as " + report.outcome() + ": " + report.succeeded()
                + " items succeeded, " + report.failed() + " failed.";
        return report.failures().isEmpty()
                ? ended
                : ended + " The first failure: " + report.failures().get(0).reason() + ", "
                        + report.failures().get(0).message();
    }

    /**
     * Returns the whole report.
     *
     * @return what became of the job
     */
    public BatchReport report() {
        return report;
    }
}
