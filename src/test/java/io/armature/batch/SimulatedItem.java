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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * What the simulator has to know of an input, which no real one is told.
 *
 * @param key number of its key, from 0
 * @param position its place in the source, from 0
 * @param version the version that a conditional put expects
 * @param nature what is particular about it
 */
record SimulatedItem(int key, int position, int version, Nature nature) {

    static final String TABLE = "orders";

    private static final PutItemRequest CONDITIONAL =
            PutItemRequest.builder().tableName(TABLE).build();

    /** What is particular about an item. */
    enum Nature {
        /** Nothing. */
        PLAIN,
        /** DynamoDB refuses all of a request with it in it. */
        POISONED,
        /** DynamoDB never has the capacity for it. */
        NEVER_ACCEPTED
    }

    static SimulatedItem plain(int key, int position) {
        return new SimulatedItem(key, position, 0, Nature.PLAIN);
    }

    WorkItem put(int bytes) {
        return item(TABLE, new Operation.Put(Map.of()), bytes);
    }

    WorkItem delete() {
        return item(TABLE, new Operation.Delete(), 40);
    }

    WorkItem conditionalPut(int bytes) {
        return item(TABLE, new Operation.ConditionalPut(CONDITIONAL), bytes);
    }

    WorkItem get(boolean consistent) {
        return item(TABLE, new Operation.Get(consistent), 40);
    }

    /** One of the many items of a single partition key. */
    WorkItem putUnder(AttributeValue partitionKey, int bytes) {
        AttributeValue sort = AttributeValue.fromN(Integer.toString(key));
        Map<String, AttributeValue> whole = Map.of("id", partitionKey, "sort", sort);
        return new WorkItem(position, this, TABLE, partitionKey, whole, new Operation.Put(Map.of()), bytes);
    }

    WorkItem item(String table, Operation operation, int bytes) {
        AttributeValue id = AttributeValue.fromN(Integer.toString(key));
        return new WorkItem(position, this, table, id, Map.of("id", id), operation, bytes);
    }
}
