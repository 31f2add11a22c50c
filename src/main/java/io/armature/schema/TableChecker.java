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

import io.armature.client.CredentialsMissingException;
import io.armature.client.MisconfigurationException;
import io.armature.client.TableCatalogue;
import io.armature.mapping.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Looks at the tables of entities with DescribeTable.
 *
 * <p>Only what was seen to be wrong counts: when DynamoDB cannot be reached or does not permit the look, that is logged and
 * the application goes on, since an outage must not forbid a restart.
 */
public final class TableChecker {

    private static final Logger logger = LoggerFactory.getLogger(TableChecker.class);

    private final DynamoDbClient client;
    private final TableCatalogue catalogue;
    private final SchemaCheck mode;

    /**
     * Creates the checker.
     *
     * @param client client to look with
     * @param catalogue catalogue that knows the encrypted attributes
     * @param mode what happens to a table that does not fit
     */
    public TableChecker(DynamoDbClient client, TableCatalogue catalogue, SchemaCheck mode) {
        this.client = client;
        this.catalogue = catalogue;
        this.mode = mode;
    }

    /**
     * Checks the tables of entities.
     *
     * @param entities the entities
     * @throws TableMissingException if a table does not exist and the mode is {@link SchemaCheck#FAIL}
     * @throws TableMismatchException if keys or indexes do not fit and the mode is {@link SchemaCheck#FAIL}
     * @throws CredentialsMissingException if there are no credentials and the mode is {@link SchemaCheck#FAIL}
     */
    public void check(Collection<Entity<?>> entities) {
        if (mode == SchemaCheck.OFF) {
            return;
        }
        Set<String> versioned = entities.stream()
                .filter(entity -> entity.versionAttribute() != null)
                .map(Entity::tableName)
                .collect(Collectors.toSet());
        for (TableDefinition wanted : TableDefinition.of(entities)) {
            try {
                TableDescription found = describe(wanted);
                if (versioned.contains(wanted.tableName())) {
                    GlobalTableVersions.warn(wanted.tableName(), found);
                }
                compare(wanted, found);
            } catch (MisconfigurationException ex) {
                report(ex);
            } catch (DynamoDbException ex) {
                String reason = ex.awsErrorDetails() == null
                        ? ex.getMessage()
                        : ex.awsErrorDetails().errorMessage();
                String advice = ex.statusCode() >= 500 ? "" : " DescribeTable should be permitted for it.";
                logger.warn("Table '{}' was not checked: {}.{}", wanted.tableName(), reason, advice);
            } catch (SdkException ex) {
                // The next table would cost the same wait, and say the same.
                if (ClientCredentials.missing(client)) {
                    report(new CredentialsMissingException(ex));
                    return;
                }
                logger.warn(
                        "Tables were not checked, since DynamoDB could not be reached: {}. The application starts anyway.",
                        ex.getMessage());
                return;
            }
        }
    }

    private TableDescription describe(TableDefinition wanted) {
        try {
            return client.describeTable(request -> request.tableName(wanted.tableName()))
                    .table();
        } catch (ResourceNotFoundException ex) {
            throw new TableMissingException(wanted);
        }
    }

    private void compare(TableDefinition wanted, TableDescription found) {
        List<String> differences = new ArrayList<>(new TableComparison(wanted, found).differences());
        Set<String> encrypted = catalogue.encryptedAttributes(wanted.tableName());
        if (!encrypted.isEmpty()) {
            differences.addAll(
                    new EncryptionComparison(encrypted, found, timeToLive(wanted.tableName())).differences());
        }
        if (!differences.isEmpty()) {
            throw new TableMismatchException(wanted, differences);
        }
    }

    private @Nullable String timeToLive(String table) {
        try {
            return client.describeTimeToLive(request -> request.tableName(table))
                    .timeToLiveDescription()
                    .attributeName();
        } catch (DynamoDbException ex) {
            logger.warn(
                    "Whether items of table '{}' expire by an encrypted attribute was not checked: {}. DescribeTimeToLive"
                            + " should be permitted for it.",
                    table,
                    ex.awsErrorDetails() == null
                            ? ex.getMessage()
                            : ex.awsErrorDetails().errorMessage());
            return null;
        }
    }

    private void report(MisconfigurationException problem) {
        if (mode == SchemaCheck.FAIL) {
            throw problem;
        }
        logger.warn("{} {}", problem.getMessage(), problem.action());
    }
}
