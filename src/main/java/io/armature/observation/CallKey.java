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
package io.armature.observation;

import io.micrometer.common.docs.KeyName;

/** Keys of low cardinality: tags of meters and attributes of spans. */
enum CallKey implements KeyName, DescribedKey {
    TABLE(
            "table",
            "logical name of the table, `several` for a call on more than one, `none`; `other` beyond 500 different tables"),
    OPERATION("operation", "name of the operation in DynamoDB's API, such as `GetItem`"),
    OUTCOME(
            "outcome",
            "`success`, `outage`, `throttled`, `condition-failed`, `cancelled`, `invalid`, `denied`, `missing`, `not-sent`,"
                    + " `refused` by a circuit breaker, `other`"),
    SOURCE("source", "`dynamodb`, `fallback` for an answer from a stored copy, `none`"),
    METHOD("method", "method of the repository, such as `OrderRepository.findById`, `none` for other calls");

    private final String keyName;

    private final String description;

    CallKey(String keyName, String description) {
        this.keyName = keyName;
        this.description = description;
    }

    @Override
    public String asString() {
        return keyName;
    }

    @Override
    public String description() {
        return description;
    }
}
