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
package io.armature.actuate;

import io.armature.batch.BatchProgress;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The bulk jobs that are running. */
public final class BatchSection implements DynamoDbSection {

    private final Supplier<? extends Collection<BatchProgress>> running;

    /**
     * Creates the section.
     *
     * @param running gives the jobs that run when it is asked
     */
    public BatchSection(Supplier<? extends Collection<BatchProgress>> running) {
        this.running = running;
    }

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public List<Shown> show() {
        return running.get().stream().map(BatchSection::shown).toList();
    }

    private static Shown shown(BatchProgress job) {
        return new Shown(
                job.job(),
                job.succeeded(),
                job.failed(),
                job.waiting(),
                job.total().isPresent() ? job.total().getAsLong() : null,
                job.elapsed().toMillis(),
                job.itemsPerSecond(),
                Double.isInfinite(job.bound()) ? null : job.bound());
    }

    /**
     * A job.
     *
     * @param name its name
     * @param succeededItems the items that were written or read
     * @param failedItems those that failed
     * @param waitingItems those that are on their way
     * @param totalItems those that there are in all, if it was told
     * @param elapsedMillis the time since it began
     * @param itemsPerSecond the mean of the last seconds
     * @param boundPerSecond the present bound of its rate in items or units, if it has one
     */
    public record Shown(
            String name,
            long succeededItems,
            long failedItems,
            long waitingItems,
            @Nullable Long totalItems,
            long elapsedMillis,
            double itemsPerSecond,
            @Nullable Double boundPerSecond) {}
}
