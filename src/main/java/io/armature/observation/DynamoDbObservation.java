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

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** What is observed: each is a timer and, where there is tracing, a span. */
public enum DynamoDbObservation implements ObservationDocumentation {
    /** One call of an application to DynamoDB, with all attempts of the SDK and whatever the layers do. */
    CALL(
            "armature.dynamodb.call",
            "Calls to DynamoDB, each with all its attempts. The span is named by operation and table, such as"
                    + " `GetItem orders`") {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultDynamoDbCallObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return CallKey.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return SpanKey.values();
        }
    },
    /** One invocation of a method of a repository, with all calls that it makes before it returns. */
    REPOSITORY(
            "armature.repository.method",
            "Invocations of methods of repositories. The spans of their calls are below its own") {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return RepositoryMethodConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return new KeyName[] {CallKey.METHOD};
        }
    };

    private final String observationName;

    private final String description;

    DynamoDbObservation(String observationName, String description) {
        this.observationName = observationName;
        this.description = description;
    }

    @Override
    public String getName() {
        return observationName;
    }

    String description() {
        return description;
    }
}
