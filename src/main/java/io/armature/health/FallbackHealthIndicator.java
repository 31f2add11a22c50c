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
package io.armature.health;

import io.armature.resilience.fallback.FallbackStatistics;
import io.armature.resilience.fallback.FallbackStatistics.Event;
import java.util.function.BooleanSupplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of the store of copies that reads are answered from while DynamoDB is away. It calls nobody. Degraded, never down,
 * while the store is away: everything works but what the store is for.
 */
public final class FallbackHealthIndicator extends AbstractHealthIndicator {

    private final BooleanSupplier available;

    private final FallbackStatistics statistics;

    /**
     * Creates the indicator.
     *
     * @param available tells whether the store can be used
     * @param statistics what has happened to the copies
     */
    public FallbackHealthIndicator(BooleanSupplier available, FallbackStatistics statistics) {
        super("The health of the stored copies could not be determined");
        this.available = available;
        this.statistics = statistics;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        boolean isAvailable = available.getAsBoolean();
        health.up();
        if (!isAvailable) {
            health.status(DynamoDbHealthIndicator.DEGRADED);
        }
        health.withDetail("store", isAvailable ? "available" : "away")
                .withDetail("storeFailures", statistics.count(Event.STORE_FAILURE))
                .withDetail("storeTimeouts", statistics.count(Event.STORE_TIMEOUT));
        double coverage = statistics.coverage();
        if (!Double.isNaN(coverage)) {
            health.withDetail("coverage", coverage);
        }
    }
}
