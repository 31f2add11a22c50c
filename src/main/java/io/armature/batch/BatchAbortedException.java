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

/**
 * A job whose source, consumer or failure sink threw. What was on its way was finished before, and is in the report; the cause
 * is the application's own error.
 */
public final class BatchAbortedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient BatchReport report;

    BatchAbortedException(String what, BatchReport report, Throwable cause) {
        super(
                "The " + what + " of job '" + report.job() + "' failed after " + report.read() + " items: "
                        + report.succeeded() + " succeeded, " + report.failed() + " failed. See the cause.",
                cause);
        this.report = report;
    }

    /**
     * Returns what became of the items until then.
     *
     * @return the report
     */
    public BatchReport report() {
        return report;
    }
}
