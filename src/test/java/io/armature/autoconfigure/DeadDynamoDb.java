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
package io.armature.autoconfigure;

import io.armature.support.FaultProxy.Fault;
import io.armature.support.FaultyAnswer;
import java.util.function.Consumer;

/** The ways in which DynamoDB can be away. */
enum DeadDynamoDb {
    REFUSED(bench -> bench.dynamoDb().switchTo(Fault.REFUSED)),
    RESET(bench -> bench.dynamoDb().switchTo(Fault.RESET)),
    HUNG(bench -> bench.dynamoDb().switchTo(Fault.HUNG)),
    DRIP(bench -> bench.dynamoDb().switchTo(Fault.DRIP)),
    SILENT(bench -> bench.dynamoDb().switchTo(Fault.SILENT)),
    SERVER_ERROR(bench -> bench.dynamoDb().answer(FaultyAnswer.SERVER_ERROR, 1)),
    NAME_EMPTY(bench -> {
        bench.names().forget();
        bench.dropConnections();
    }),
    NAME_HANGING(bench -> {
        bench.names().hang();
        bench.dropConnections();
    });

    private final Consumer<FallbackBench> fault;

    DeadDynamoDb(Consumer<FallbackBench> fault) {
        this.fault = fault;
    }

    void happenTo(FallbackBench bench) {
        fault.accept(bench);
    }
}
