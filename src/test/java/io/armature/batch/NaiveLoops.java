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

import java.util.ArrayList;
import java.util.List;

/** What others do, on the simulator, for comparison: one request after another. */
final class NaiveLoops {

    private final SimulatedDynamoDb db;

    private final Source source;

    private final Audit audit;

    private long lost;

    NaiveLoops(SimulatedDynamoDb db, Source source, Audit audit) {
        this.db = db;
        this.source = source;
        this.audit = audit;
    }

    /** Sends batches as fast as they are answered, and never looks at what was left unprocessed. */
    NaiveLoops dropUnprocessed(int concurrency) {
        int inFlight = 0;
        while (true) {
            while (inFlight < concurrency && !source.isExhausted()) {
                db.send(next());
                inFlight++;
            }
            if (inFlight == 0) {
                return this;
            }
            receive();
            inFlight--;
        }
    }

    /** Allows a number of items in each second of the clock, all at its beginning, and counts nothing else. */
    NaiveLoops itemsPerWindow(int itemsPerSecond, int concurrency) {
        int inFlight = 0;
        long window = 0;
        int left = itemsPerSecond;
        while (!source.isExhausted() || inFlight > 0) {
            while (inFlight < concurrency && left >= 25 && !source.isExhausted()) {
                db.send(next());
                inFlight++;
                left -= 25;
            }
            long end = (window + 1) * SimulatedDynamoDb.SECOND;
            Answer answer = db.await(end);
            if (answer == null) {
                window++;
                left = itemsPerSecond;
            } else {
                inFlight--;
                count(answer);
            }
        }
        return this;
    }

    /** Takes from a bucket of units what DynamoDB charged, when it has told, and sends as long as there is any. */
    NaiveLoops chargedAfterwards(double unitsPerSecond, int concurrency) {
        int inFlight = 0;
        double level = unitsPerSecond;
        long filledAt = db.nanoTime();
        while (!source.isExhausted() || inFlight > 0) {
            long now = db.nanoTime();
            level = Math.min(unitsPerSecond, level + (now - filledAt) * unitsPerSecond / 1e9);
            filledAt = now;
            while (inFlight < concurrency && level > 0 && !source.isExhausted()) {
                db.send(next());
                inFlight++;
            }
            Answer answer = db.await(now + 10 * SimulatedDynamoDb.MILLI);
            if (answer != null) {
                inFlight--;
                level -= answer.charge() == null ? 0 : answer.charge().total();
                count(answer);
            }
        }
        return this;
    }

    private Shipment next() {
        List<Work> works = new ArrayList<>();
        while (works.size() < 25 && source.poll() instanceof WorkItem item) {
            works.add(new Work(item, new ItemKey(item.key()), new Lane()));
        }
        return new Shipment(SimulatedItem.TABLE, works, false, 0);
    }

    private void receive() {
        Answer answer = null;
        while (answer == null) {
            answer = db.await(db.nanoTime() + SimulatedDynamoDb.SECOND);
        }
        count(answer);
    }

    private void count(Answer answer) {
        for (Work work : answer.shipment().works()) {
            if (answer.failure() == null) {
                audit.written(work.item());
                lost += answer.unprocessed().contains(work) ? 1 : 0;
            } else {
                lost++;
            }
        }
    }

    /** Returns how many items nobody heard of again. */
    long lost() {
        return lost;
    }
}
