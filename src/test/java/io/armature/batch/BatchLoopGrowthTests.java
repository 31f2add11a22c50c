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

import static io.armature.batch.SimulatedDynamoDb.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** After a long job with many faults the loop holds nothing of what has ended. */
class BatchLoopGrowthTests {

    private static final int KEYS = 50_000;

    private static final int LANES = 4_096;

    private final long seed = Seeds.of(12);

    @Test
    void runWhenManyItemsCameBackShouldHoldNothingInTheEnd() {
        SimulatedDynamoDb db = new SimulatedDynamoDb(seed, 2 * MILLI, 30 * MILLI, SimulatedFaults.ALL);
        SimulatedTable table = SimulatedTable.onDemand(KEYS, 20, 3_000).partition(3, 20);
        db.table(SimulatedItem.TABLE, table);
        SimulatedSource source = SimulatedSource.of(
                db,
                200_000,
                position -> SimulatedItem.plain(new SplittableRandom(seed + position).nextInt(KEYS), position)
                        .put(100));
        Audit audit = new Audit(KEYS);
        BatchLoop loop = new BatchLoop(
                new PlanBuilder(seed)
                        .items(new AdaptivePace(5_000, 5_000, 0))
                        .maxPendingItems(2_000)
                        .build(),
                source,
                db,
                audit);

        loop.run();

        audit.endedOnce(200_000).agreesWith(table);
        assertThat(db.unprocessed()).as("seed %d", seed).isGreaterThan(2_000);
        Map<Class<?>, Integer> held = new IdentityHashMap<>();
        count(loop, new IdentityHashMap<>(), held);
        assertThat(held).doesNotContainKeys(Work.class, WorkItem.class, ItemKey.class, Shipment.class);
        // A pause is let go when it has passed and something is sent, a lane has no more than one.
        assertThat(held.values()).allMatch(count -> count <= LANES);
    }

    /** Counts the objects of this package that can be reached from one, through its fields and through collections. */
    private static void count(Object object, Map<Object, Object> seen, Map<Class<?>, Integer> held) {
        if (object == null
                || object instanceof SimulatedSource
                || object instanceof SimulatedDynamoDb
                || object instanceof Audit
                || seen.put(object, object) != null) {
            return;
        }
        if (object instanceof Object[] array) {
            for (Object element : array) {
                count(element, seen, held);
            }
        } else if (object instanceof Collection<?> collection) {
            collection.forEach(element -> count(element, seen, held));
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                count(key, seen, held);
                count(value, seen, held);
            });
        } else if (object.getClass().getPackage() == BatchLoop.class.getPackage()) {
            held.merge(object.getClass(), 1, Integer::sum);
            for (Field field : object.getClass().getDeclaredFields()) {
                if (!field.getType().isPrimitive()) {
                    count(valueOf(field, object), seen, held);
                }
            }
        }
    }

    private static Object valueOf(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
