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
package io.armature.schema;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Warns of versions that do not protect, since several regions write their table without asking each other. */
final class GlobalTableVersions {

    private static final Logger logger = LoggerFactory.getLogger(GlobalTableVersions.class);

    private GlobalTableVersions() {}

    /** Warns if a table, whose entities have versions, has replicas that are consistent only eventually. */
    static void warn(String table, TableDescription found) {
        if (found.hasReplicas()
                && !found.replicas().isEmpty()
                && found.multiRegionConsistency() != MultiRegionConsistency.STRONG) {
            logger.warn(
                    "Table '{}' is a global table with replicas in {} that are consistent eventually: the versions of its items"
                            + " do not protect across regions, since each region checks conditions against what it knows"
                            + " itself, and of two writes at the same time the later one wins. Write each item in one"
                            + " region only, or use strong consistency between the regions (MRSC). See"
                            + " docs/optimistic-locking.md#global-tables.",
                    table,
                    found.replicas().stream()
                            .map(ReplicaDescription::regionName)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
    }
}
