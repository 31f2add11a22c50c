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
package io.armature.transfer;

/** An import that may cost more than is allowed without a confirmation. Nothing was written. */
public final class UnconfirmedCostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ImportEstimate estimate;

    UnconfirmedCostException(ImportEstimate estimate, double limit) {
        super("The import may cost " + Math.round(estimate.cost().amount()) + " "
                + estimate.cost().currency()
                + ", and more than " + limit + " has to be confirmed. Confirm the request, or raise"
                + " armature.batch.price.confirm-above.");
        this.estimate = estimate;
    }

    /**
     * Returns what was estimated.
     *
     * @return the estimate
     */
    public ImportEstimate estimate() {
        return estimate;
    }
}
