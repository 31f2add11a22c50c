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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What tables can take, as DynamoDB describes them; rates that adapt begin with a share of that. Safe for use by concurrent threads. */
final class TableLimits {

    private static final Logger LOG = LoggerFactory.getLogger(TableLimits.class);

    /** Share of the limit to begin with: whatever else uses the table has the other half. */
    private static final double SHARE = 0.5;

    /** Units per second of one partition, which a new on-demand table has at least four of. */
    private static final double UNKNOWN_WRITES = 1_000;

    private static final double UNKNOWN_READS = 3_000;

    private final DynamoDbClient client;

    TableLimits(DynamoDbClient client) {
        this.client = client;
    }

    RateLimit adaptive(String table, boolean reads) {
        double first = reads ? UNKNOWN_READS : UNKNOWN_WRITES;
        double most = Double.POSITIVE_INFINITY;
        try {
            TableDescription description =
                    client.describeTable(request -> request.tableName(table)).table();
            most = most(description, reads);
            first = Double.isFinite(most) ? most : warm(description, reads, first);
        } catch (SdkException ex) {
            LOG.info(
                    "The limits of table '{}' are not known ({}). The job begins with {} units per second.",
                    table,
                    ex.getClass().getSimpleName(),
                    first * SHARE);
        }
        return new AdaptivePace(first * SHARE, most, System.nanoTime());
    }

    private static double most(TableDescription table, boolean reads) {
        if (table.onDemandThroughput() != null) {
            Long most = reads
                    ? table.onDemandThroughput().maxReadRequestUnits()
                    : table.onDemandThroughput().maxWriteRequestUnits();
            if (most != null && most > 0) {
                return most;
            }
        }
        if (table.provisionedThroughput() != null) {
            Long units = reads
                    ? table.provisionedThroughput().readCapacityUnits()
                    : table.provisionedThroughput().writeCapacityUnits();
            // A table on demand shows 0 here.
            if (units != null && units > 0) {
                return units;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static double warm(TableDescription table, boolean reads, double unknown) {
        if (table.warmThroughput() == null) {
            return unknown;
        }
        Long units = reads
                ? table.warmThroughput().readUnitsPerSecond()
                : table.warmThroughput().writeUnitsPerSecond();
        return units == null || units <= 0 ? unknown : units;
    }
}
