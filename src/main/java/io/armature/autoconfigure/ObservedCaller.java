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

import io.armature.insight.CallerSource;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import org.jspecify.annotations.Nullable;

/**
 * Knows the method by the observation that the repository opened around it, and the request by the outermost one; without
 * observation nobody knows them.
 */
final class ObservedCaller implements CallerSource {

    private static final String REPOSITORY_METHOD = "armature.repository.method";

    /** Names of our own observations, which are around single methods and calls. */
    private static final String OWN = "armature.";

    private static final int MOST_PARENTS = 8;

    private final ObservationRegistry registry;

    ObservedCaller(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public @Nullable String method() {
        ObservationView observation = registry.getCurrentObservation();
        for (int parents = 0; observation != null && parents < MOST_PARENTS; parents++) {
            Observation.ContextView context = observation.getContextView();
            if (REPOSITORY_METHOD.equals(context.getName())) {
                KeyValue method = context.getLowCardinalityKeyValue("method");
                return method == null ? null : method.getValue();
            }
            observation = context.getParentObservation();
        }
        return null;
    }

    @Override
    public int work() {
        ObservationView outermost = null;
        ObservationView observation = registry.getCurrentObservation();
        for (int parents = 0; observation != null && parents < MOST_PARENTS; parents++) {
            outermost = observation;
            observation = observation.getContextView().getParentObservation();
        }
        String name = outermost == null ? null : outermost.getContextView().getName();
        return outermost == null || name != null && name.startsWith(OWN)
                ? NO_WORK
                : Math.max(1, System.identityHashCode(outermost));
    }
}
