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
package io.armature.batch;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What became of a shipment.
 *
 * @param shipment what was sent
 * @param unprocessed what DynamoDB did not do, to be sent again
 * @param found the items that were read, by their keys; empty for writes
 * @param charge what DynamoDB charged, {@code null} if it did not say
 * @param failure what the call threw, and so about all of the shipment; {@code null} for an answer
 */
record Answer(
        Shipment shipment,
        Set<Work> unprocessed,
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found,
        @Nullable Charge charge,
        @Nullable RuntimeException failure) {

    static Answer done(Shipment shipment, Set<Work> unprocessed, @Nullable Charge charge) {
        return new Answer(shipment, unprocessed, Map.of(), charge, null);
    }

    static Answer failed(Shipment shipment, @Nullable Charge charge, RuntimeException failure) {
        return new Answer(shipment, Set.of(), Map.of(), charge, failure);
    }
}
