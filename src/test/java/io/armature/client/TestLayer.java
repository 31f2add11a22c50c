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
package io.armature.client;

import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** A layer of any slot that does what a function says. */
record TestLayer(CallSlot slot, Function<Call, DynamoDbResponse> action) implements CallLayer {

    static TestLayer passingOn(CallSlot slot) {
        return new TestLayer(slot, call -> call.proceed(call.request()));
    }

    @Override
    public DynamoDbResponse call(Call call) {
        return action.apply(call);
    }

    @Override
    public String toString() {
        return slot.name();
    }
}
