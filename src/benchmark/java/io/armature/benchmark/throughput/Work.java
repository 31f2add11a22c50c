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
package io.armature.benchmark.throughput;

import io.armature.benchmark.Checks;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The operations that are counted. Each thread has its own chance, and its own item to update. */
enum Work {
    GET("Get by key") {
        @Override
        Runnable of(Readings readings, int thread) {
            SplittableRandom random = new SplittableRandom(thread);
            return () -> readings.get(anyId(random));
        }
    },
    PUT("Put of a new item") {
        @Override
        Runnable of(Readings readings, int thread) {
            return () -> readings.put(Reading.of(new Reading.Id("put-" + thread, NUMBER.incrementAndGet()), 1));
        }
    },
    UPDATE("Update: read, change, write back on a condition") {
        @Override
        Runnable of(Readings readings, int thread) {
            Reading.Id own = new Reading.Id(sensor(thread), 0);
            return () -> readings.update(own, NUMBER.incrementAndGet());
        }
    },
    PAGE("Query of a page of 20") {
        @Override
        Runnable of(Readings readings, int thread) {
            SplittableRandom random = new SplittableRandom(thread);
            return () -> readings.page(sensor(random.nextInt(SENSORS)));
        }
    },
    BATCH("Batch get of 25") {
        @Override
        Runnable of(Readings readings, int thread) {
            SplittableRandom random = new SplittableRandom(thread);
            return () -> readings.batch(ids(sensor(random.nextInt(SENSORS)), BATCH_SIZE));
        }
    };

    static final int SENSORS = 50;

    /** Of each sensor. */
    static final int READINGS = 100;

    private static final int BATCH_SIZE = 25;

    private static final AtomicLong NUMBER = new AtomicLong();

    private final String title;

    Work(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Returns the operation of a thread. */
    abstract Runnable of(Readings readings, int thread);

    static String sensor(int number) {
        return "sensor-" + number;
    }

    static List<Reading.Id> ids(String sensor, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Reading.Id(sensor, number))
                .toList();
    }

    private static Reading.Id anyId(SplittableRandom random) {
        return new Reading.Id(sensor(random.nextInt(SENSORS)), random.nextInt(READINGS));
    }

    /** Fails unless all of it does what its name says. */
    static void check(Readings readings) {
        Reading.Id id = new Reading.Id("check", NUMBER.incrementAndGet());
        readings.put(Reading.of(id, 7));
        readings.update(id, 8);
        Reading read = readings.get(id);
        Checks.require(
                read.getValue() == 8 && Long.valueOf(2).equals(read.getVersion()),
                readings.title() + " did not update with the next version");
        Checks.require(isRefused(readings, Reading.of(id, 9)), readings.title() + " put over an item that is there");
        List<Reading.Id> page =
                readings.page(sensor(3)).stream().map(Reading::id).toList();
        Checks.require(page.equals(ids(sensor(3), Readings.PAGE)), readings.title() + " read another page");
        if (readings.hasBatch()) {
            Checks.require(
                    readings.batch(ids(sensor(4), BATCH_SIZE)).size() == BATCH_SIZE,
                    readings.title() + " did not read the batch");
        }
    }

    private static boolean isRefused(Readings readings, Reading reading) {
        try {
            readings.put(reading);
            return false;
        } catch (RuntimeException ex) {
            return true;
        }
    }
}
