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
package io.armature.transfer;

import java.util.Properties;

/**
 * How far an import is, and of what.
 *
 * @param job what identifies it: a resumed import must have the same
 * @param rows rows from the first on that are done
 * @param failed rows that had failed by then
 * @param failuresLength bytes of the file of failures by then
 */
record Checkpoint(JobIdentity job, long rows, long failed, long failuresLength) {

    static Checkpoint start(JobIdentity job) {
        return new Checkpoint(job, 0, 0, 0);
    }

    /** Returns where an import was, or its start if it has left nothing. */
    static Checkpoint load(CheckpointFile file, JobIdentity job) {
        Properties properties = file.load(job);
        if (properties == null) {
            return start(job);
        }
        try {
            return new Checkpoint(
                    job,
                    Long.parseLong(properties.getProperty("rows")),
                    Long.parseLong(properties.getProperty("failed")),
                    Long.parseLong(properties.getProperty("failures-length")));
        } catch (NumberFormatException ex) {
            throw file.unreadable(ex);
        }
    }

    void store(CheckpointFile file) {
        Properties properties = new Properties();
        properties.setProperty("rows", Long.toString(rows));
        properties.setProperty("failed", Long.toString(failed));
        properties.setProperty("failures-length", Long.toString(failuresLength));
        file.store(job, properties);
    }
}
