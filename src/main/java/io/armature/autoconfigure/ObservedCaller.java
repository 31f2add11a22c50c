package io.armature.autoconfigure;

import io.armature.insight.CallerSource;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import org.jspecify.annotations.Nullable;

/** Knows the method by the observation that the repository opened around it; without observation nobody knows it. */
final class ObservedCaller implements CallerSource {

    private static final String REPOSITORY_METHOD = "armature.repository.method";

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
}
