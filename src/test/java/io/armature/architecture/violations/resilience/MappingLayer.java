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
package io.armature.architecture.violations.resilience;

import io.armature.architecture.violations.mapping.CyclicMapping;
import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Knows the mapping, and constructs itself. */
record MappingLayer(CyclicMapping mapping) implements CallLayer {

    MappingLayer itself() {
        return new MappingLayer(mapping);
    }

    Function<CyclicMapping, CallLayer> factory() {
        return MappingLayer::new;
    }

    ClientLayers stack() {
        return new ClientLayers(List.of(this));
    }

    @Override
    public CallSlot slot() {
        return CallSlot.CIRCUIT_BREAKER;
    }

    @Override
    public DynamoDbResponse call(Call call) {
        return call.proceed(call.request());
    }
}
