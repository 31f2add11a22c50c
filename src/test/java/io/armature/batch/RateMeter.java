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
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Measures how far a job exceeded its rate in any window of time, and what its mean was. */
final class RateMeter implements SimulatedDynamoDb.Observer {

    private final boolean countsItems;

    private final List<Use> uses = new ArrayList<>();

    private double largest;

    RateMeter(boolean countsItems) {
        this.countsItems = countsItems;
    }

    @Override
    public void carriedOut(long sentAt, long answeredAt, int items, double units) {
        double amount = countsItems ? items : units;
        uses.add(new Use(sentAt, answeredAt, amount));
        largest = Math.max(largest, amount);
    }

    /** Returns the most that was sent in any window beyond what the rate allows in it. */
    double excess(double rate) {
        uses.sort(Comparator.comparingLong(Use::sentAt));
        double least = 0;
        double sum = 0;
        double excess = 0;
        for (Use use : uses) {
            // Just before and just after what was sent at a time, the rate allows the same.
            double before = sum - rate * use.sentAt() / 1e9;
            least = Math.min(least, before);
            sum += use.amount();
            excess = Math.max(excess, before + use.amount() - least);
        }
        return excess;
    }

    /** Returns what was sent in a second, on average between two times. */
    double mean(long from, long to) {
        return uses.stream()
                        .filter(use -> use.sentAt() >= from && use.sentAt() < to)
                        .mapToDouble(Use::amount)
                        .sum()
                * 1e9
                / (to - from);
    }

    /** Returns the most that was on its way at once. */
    double mostOnTheWay() {
        uses.sort(Comparator.comparingLong(Use::sentAt));
        PriorityQueue<Use> onTheWay = new PriorityQueue<>(Comparator.comparingLong(Use::answeredAt));
        double amount = 0;
        double most = 0;
        for (Use use : uses) {
            while (!onTheWay.isEmpty() && onTheWay.peek().answeredAt() <= use.sentAt()) {
                amount -= onTheWay.remove().amount();
            }
            onTheWay.add(use);
            amount += use.amount();
            most = Math.max(most, amount);
        }
        return most;
    }

    /** Returns the largest request. */
    double largest() {
        return largest;
    }

    private record Use(long sentAt, long answeredAt, double amount) {}
}
