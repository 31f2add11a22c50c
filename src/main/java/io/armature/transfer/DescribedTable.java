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

import io.armature.resilience.FailureClassification;
import io.armature.resilience.FailureClassification.Kind;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Tables as DynamoDB describes them. */
final class DescribedTable {

    private DescribedTable() {}

    /** @throws IllegalArgumentException if there is no such table, in words that say what to do */
    static TableDescription of(DynamoDbClient client, String table) {
        try {
            return client.describeTable(request -> request.tableName(table)).table();
        } catch (ResourceNotFoundException ex) {
            throw new IllegalArgumentException(
                    "There is no table '" + table
                            + "' in this region and account. Name it as DynamoDB does, its prefix included,"
                            + " or create it first.",
                    ex);
        }
    }

    /**
     * Sees to it that there is a table, as far as it may be asked for: who may write into it may lack that permission.
     *
     * @throws IllegalArgumentException if there is none
     */
    static void require(DynamoDbClient client, String table) {
        try {
            of(client, table);
        } catch (DynamoDbException ex) {
            if (FailureClassification.of(ex).kind() != Kind.DENIED) {
                throw ex;
            }
        }
    }
}
