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
package io.armature.insight;

import java.util.Locale;

/** Contributor Insights that may cost more than was confirmed. They were not enabled. */
public final class UnconfirmedContributorCostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ContributorEstimate estimate;

    UnconfirmedContributorCostException(ContributorEstimate estimate, double confirmedUpTo) {
        super(String.format(
                Locale.ROOT,
                "Contributor Insights of '%s' may cost %.2f %s a month, and %.2f are confirmed. Confirm what they may cost, or"
                        + " rely on the hot keys that the application counts itself, which cost nothing.",
                estimate.scope().text(),
                estimate.monthlyCost(),
                estimate.prices().currency(),
                confirmedUpTo));
        this.estimate = estimate;
    }

    /**
     * Returns what was estimated.
     *
     * @return the estimate
     */
    public ContributorEstimate estimate() {
        return estimate;
    }
}
