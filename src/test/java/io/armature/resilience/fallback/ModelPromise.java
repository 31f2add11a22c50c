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
package io.armature.resilience.fallback;

import io.armature.resilience.fallback.MemoryDynamoDb.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;

/** Knows what was written when, and judges each answer from a copy by it. */
final class ModelPromise {

    private final ModelWorld world;

    private final List<Acknowledged> writes = new ArrayList<>();

    long answers;

    ModelPromise(ModelWorld world) {
        this.world = world;
    }

    /** A write that DynamoDB has acknowledged. */
    private record Acknowledged(ModelCall call, String table, String id, long commit) {}

    /** Takes note of a call that DynamoDB has answered; what it has committed is the last thing that bears its number. */
    void acknowledged(ModelCall call) {
        if (call.writes != null) {
            writes.add(new Acknowledged(call, call.table(), call.id(), call.commit));
        }
    }

    Asked ask(ModelCall reader) {
        return new Asked(reader, List.copyOf(writes), world.time.nanos());
    }

    /** A read from its beginning on. */
    final class Asked {

        private final ModelCall reader;

        private final List<Acknowledged> before;

        private final long began;

        private Asked(ModelCall reader, List<Acknowledged> before, long began) {
            this.reader = reader;
            this.before = before;
            this.began = began;
        }

        void answeredBatch(BatchGetItemResponse response, String table, List<String> ids) {
            List<Map<String, AttributeValue>> items = response.responses().get(table);
            if (items == null || items.size() != ids.size()) {
                throw new AssertionError("Absence was answered in a batch");
            }
            for (String id : ids) {
                answered(
                        table,
                        id,
                        items.stream()
                                .filter(item -> item.get("id").s().equals(id))
                                .findFirst()
                                .orElse(null));
            }
        }

        void answered(String table, String id, @Nullable Map<String, AttributeValue> item) {
            answers++;
            if (item == null) {
                throw new AssertionError("Absence was answered for " + table + "/" + id);
            }
            List<State> history = world.dynamoDb.history(table, id);
            int index = history.size() - 1;
            while (index >= 0 && !item.equals(history.get(index).item())) {
                index--;
            }
            if (index < 0) {
                throw new AssertionError(table + "/" + id + " was never " + item);
            }
            requireYoung(history, index);
            for (Acknowledged write : before) {
                if (write.table().equals(table)
                        && write.id().equals(id)
                        && write.commit() > history.get(index).commit()
                        && write.call().isPromisedTo(reader.instance)
                        && !isBesides(history.get(index), write)) {
                    throw new AssertionError(reader + " got " + item + " of commit "
                            + history.get(index).commit() + " after " + write.call() + " had written commit "
                            + write.commit());
                }
            }
        }

        /**
         * Tells whether a state was written while another write was on its way that has not returned yet: until then nobody can
         * say in the application which of the two came first.
         */
        private static boolean isBesides(State state, Acknowledged write) {
            return !write.call().returned && state.nanos() >= write.call().started;
        }

        private void requireYoung(List<State> history, int index) {
            long oldest = began - ModelWorld.MAX_STALENESS.plus(ModelWorld.LAG).toNanos();
            if (index + 1 < history.size() && history.get(index + 1).nanos() < oldest) {
                throw new AssertionError("The answer was overwritten "
                        + (began - history.get(index + 1).nanos()) / 1_000_000 + " ms before the read began");
            }
        }
    }
}
