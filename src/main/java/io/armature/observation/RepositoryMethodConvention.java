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
package io.armature.observation;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** Names and keys of the observation of a repository's method. */
final class RepositoryMethodConvention implements ObservationConvention<RepositoryMethodContext> {

    static final RepositoryMethodConvention INSTANCE = new RepositoryMethodConvention();

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof RepositoryMethodContext;
    }

    @Override
    public String getName() {
        return DynamoDbObservation.REPOSITORY.getName();
    }

    @Override
    public String getContextualName(RepositoryMethodContext context) {
        return context.method();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(RepositoryMethodContext context) {
        return KeyValues.of(context.key());
    }
}
