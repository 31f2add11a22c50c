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

/** Keys of high cardinality, only on spans. Those of OpenTelemetry's conventions have the names that they have there. */
enum SpanKey implements KeyName, DescribedKey {
    SYSTEM("db.system.name", "`aws.dynamodb`"),
    OPERATION("db.operation.name", "name of the operation"),
    TABLES("aws.dynamodb.table_names", "names of the tables in DynamoDB, separated by commas"),
    ENDPOINT("server.address", "region, or host and port of the endpoint that replaces the region's own"),
    ERROR("error.type", "type of the exception, only on a failed call"),
    REQUEST("aws.request_id", "DynamoDB's id of a request that it answered by an error"),
    AGE("fallback.age_ms", "age of the stored copy in milliseconds, only on an answer from one");

    private final String keyName;

    private final String description;

    SpanKey(String keyName, String description) {
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
