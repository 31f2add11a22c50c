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
package io.armature.resilience;

import io.armature.resilience.FailureClassification.Kind;
import io.armature.resilience.FailureClassification.Outage;
import io.armature.resilience.Throttling.Scope;
import io.armature.support.FaultProxy.Fault;
import io.armature.support.FaultyAnswer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One row of the fault matrix: what goes wrong, and what Armature says it is. */
enum MatrixFault {
    REFUSED(Outage.CONNECT, bench -> bench.proxy().switchTo(Fault.REFUSED)),
    RESET(Outage.RESET, bench -> bench.proxy().switchTo(Fault.RESET)),
    ANSWER_LOST(Outage.RESET, bench -> bench.proxy().switchTo(Fault.ANSWER_LOST)),
    HUNG(Outage.TIME_OUT, bench -> bench.proxy().switchTo(Fault.HUNG)),
    DRIP(Outage.TIME_OUT, bench -> bench.proxy().switchTo(Fault.DRIP)),
    SILENT(Outage.CONNECT, bench -> bench.proxy().switchTo(Fault.SILENT)),
    SERVER_ERROR(Outage.SERVER_ERROR, bench -> bench.proxy().answer(FaultyAnswer.SERVER_ERROR, 1)),
    UNAVAILABLE(Outage.SERVER_ERROR, bench -> bench.proxy().answer(FaultyAnswer.UNAVAILABLE, 1)),
    THROTTLED_TABLE(
            Scope.TABLE,
            bench -> bench.proxy()
                    .answer(FaultyAnswer.throttled("TableReadProvisionedThroughputExceeded", bench.table()), 1)),
    THROTTLED_KEY_RANGE(
            Scope.KEY_RANGE,
            bench -> bench.proxy()
                    .answer(FaultyAnswer.throttled("TableReadKeyRangeThroughputExceeded", bench.table()), 1)),
    THROTTLED_ACCOUNT(
            Scope.ACCOUNT,
            bench -> bench.proxy()
                    .answer(FaultyAnswer.throttledOnDemand("TableReadAccountLimitExceeded", bench.table()), 1)),
    NAME_EMPTY(Outage.NAME, bench -> bench.names().forget()),
    NAME_HANGING(Outage.NAME, bench -> bench.names().hang());

    private final Told told;

    private final Consumer<FaultBench> fault;

    MatrixFault(Outage outage, Consumer<FaultBench> fault) {
        this(new Told(Kind.OUTAGE, outage, List.of()), fault);
    }

    MatrixFault(Scope scope, Consumer<FaultBench> fault) {
        this(new Told(Kind.THROTTLED, null, List.of(scope)), fault);
    }

    MatrixFault(Told told, Consumer<FaultBench> fault) {
        this.told = told;
        this.fault = fault;
    }

    void happenTo(FaultBench bench) {
        fault.accept(bench);
    }

    /**
     * Returns what is to be told.
     *
     * @param patient whether connecting and looking up may take longer than the call, so that nothing but its end is known
     */
    Told told(boolean patient) {
        return (patient && (this == SILENT || this == NAME_HANGING)) ? Told.TIME_OUT : told;
    }

    /** What is told of a failure. */
    record Told(Kind kind, @Nullable Outage outage, List<Scope> throttled) {

        static final Told TIME_OUT = new Told(Kind.OUTAGE, Outage.TIME_OUT, List.of());

        static Told of(Throwable failure) {
            FailureClassification found = FailureClassification.of(failure);
            return new Told(
                    found.kind(),
                    found.outage(),
                    found.throttling().stream().map(Throttling::scope).toList());
        }
    }
}
