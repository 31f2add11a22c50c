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

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** What is done to an item. */
sealed interface Operation {

    /** Tells whether a later operation on the same item may take its place before it was sent. */
    default boolean replaceable() {
        return false;
    }

    /** Returns how reports call it. */
    BatchFailure.Kind kind();

    /** Tells whether it only goes in a request of its own. */
    default boolean single() {
        return false;
    }

    /**
     * Returns the put of an item on the condition that there is none with its key.
     *
     * @param keys the key's attributes, the partition key first
     */
    static Operation putIfAbsent(String table, List<String> keys, Map<String, AttributeValue> item) {
        return new ConditionalPut(PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(#armature_key)")
                .expressionAttributeNames(Map.of("#armature_key", keys.get(0)))
                .build());
    }

    /** Returns what an operation stores, empty for those that store nothing. */
    static Map<String, AttributeValue> itemOf(Operation operation) {
        if (operation instanceof Put put) {
            return put.item();
        }
        return operation instanceof ConditionalPut conditional
                ? conditional.request().item()
                : Map.of();
    }

    /**
     * Puts the item whatever is there.
     *
     * @param item all its attributes as they are stored
     */
    record Put(Map<String, AttributeValue> item) implements Operation {

        @Override
        public BatchFailure.Kind kind() {
            return BatchFailure.Kind.PUT;
        }

        @Override
        public boolean replaceable() {
            return true;
        }
    }

    /** Deletes the item if it is there. */
    record Delete() implements Operation {

        @Override
        public BatchFailure.Kind kind() {
            return BatchFailure.Kind.DELETE;
        }

        @Override
        public boolean replaceable() {
            return true;
        }
    }

    /**
     * Puts the item on a condition, which no batch can carry.
     *
     * @param request the whole request
     */
    record ConditionalPut(PutItemRequest request) implements Operation {

        @Override
        public BatchFailure.Kind kind() {
            return BatchFailure.Kind.CONDITIONAL_PUT;
        }

        @Override
        public boolean single() {
            return true;
        }
    }

    /**
     * Reads the item.
     *
     * @param consistent whether the read is strongly consistent
     */
    record Get(boolean consistent) implements Operation {

        @Override
        public BatchFailure.Kind kind() {
            return BatchFailure.Kind.READ;
        }
    }
}
