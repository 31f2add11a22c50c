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

import io.armature.batch.FleetRate;
import io.armature.batch.FleetState;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of the rates that instances share. It calls nobody. It is always up: when the rates cannot be shared, jobs go on with
 * this instance's share of them, and that is told as a detail.
 */
public final class FleetHealthIndicator extends AbstractHealthIndicator {

    private final FleetRate fleet;

    /**
     * Creates the indicator.
     *
     * @param fleet what is shown
     */
    public FleetHealthIndicator(FleetRate fleet) {
        super("The health of shared rates could not be determined");
        this.fleet = fleet;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        FleetState state = fleet.state();
        health.up()
                .withDetail("rate", state.shared() ? "shared" : "this instance's share")
                .withDetail("instances", state.instances());
    }
}
