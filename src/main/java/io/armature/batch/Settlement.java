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

import io.armature.client.ItemSizes;
import io.armature.resilience.FailureClassification;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Settles what was reserved for a request with what it used. Confined to the {@link BatchLoop}. */
final class Settlement {

    private final boolean countsItems;

    Settlement(boolean countsItems) {
        this.countsItems = countsItems;
    }

    void answered(Answer answer, TableQueue table) {
        Shipment shipment = answer.shipment();
        Set<Work> unprocessed = answer.unprocessed();
        double expected = expected(shipment.works(), unprocessed, table.estimate());
        Charge charge = answer.charge();
        double used = charge == null ? expected : charge.total();
        settle(shipment, shipment.works().size() - unprocessed.size(), used, table.rate());
        if (charge != null && expected > 0) {
            table.estimate().learn(shipment.works(), expected, charge.total());
        }
    }

    void failed(Answer answer, FailureClassification problem, TableQueue table) {
        Shipment shipment = answer.shipment();
        boolean free = isFree(problem);
        double used = free ? 0 : used(answer, table.estimate());
        settle(shipment, free ? 0 : shipment.works().size(), used, table.rate());
    }

    private void settle(Shipment shipment, int done, double used, RateLimit rate) {
        if (countsItems) {
            rate.settle(shipment.works().size(), done);
        } else {
            rate.settle(shipment.units(), used);
        }
    }

    /** Tells whether DynamoDB charged nothing; a request whose answer was lost may well have been charged. */
    private static boolean isFree(FailureClassification problem) {
        return switch (problem.kind()) {
            case THROTTLED, REFUSED, NOT_SENT, INVALID, DENIED, MISSING -> true;
            case OUTAGE -> !problem.mayHaveBeenApplied();
            case CONDITION_FAILED, CANCELLED, OTHER -> false;
        };
    }

    private static double used(Answer answer, UnitEstimate estimate) {
        Charge charge = answer.charge();
        if (charge != null) {
            return charge.total();
        }
        List<Work> works = answer.shipment().works();
        if (answer.failure() instanceof ConditionalCheckFailedException refused) {
            // Charged by the larger one of the two items, without the indexes.
            return UnitEstimate.writeUnits(Math.max(works.get(0).item().size(), ItemSizes.of(refused.item())));
        }
        return expected(works, Set.of(), estimate);
    }

    private static double expected(List<Work> works, Set<Work> unprocessed, UnitEstimate estimate) {
        double expected = 0;
        for (Work work : works) {
            if (!unprocessed.contains(work)) {
                expected += estimate.of(work.item());
            }
        }
        return expected;
    }
}
