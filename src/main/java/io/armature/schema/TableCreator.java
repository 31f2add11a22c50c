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
import io.armature.mapping.Entity;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Creates the tables that entities need and that do not exist, for development and tests against an emulator. */
public final class TableCreator {

    private static final Logger logger = LoggerFactory.getLogger(TableCreator.class);

    private final DynamoDbClient client;

    /**
     * Creates the creator.
     *
     * @param client client to create with
     */
    public TableCreator(DynamoDbClient client) {
        this.client = client;
    }

    /**
     * Creates missing tables, on demand and with all attributes in their indexes, and waits until they can be used.
     *
     * @param entities the entities
     * @throws MisconfigurationException if DynamoDB cannot be reached
     * @throws CredentialsMissingException if there are no credentials to reach it with
     */
    public void create(Collection<Entity<?>> entities) {
        for (TableDefinition wanted : TableDefinition.of(entities)) {
            try {
                if (!exists(wanted.tableName())) {
                    create(wanted);
                }
            } catch (SdkClientException ex) {
                if (ClientCredentials.missing(client)) {
                    throw new CredentialsMissingException(ex);
                }
                throw new MisconfigurationException(
                        "Table '" + wanted.tableName() + "' cannot be created, since DynamoDB is not reached: "
                                + ex.getMessage(),
                        "Start the emulator, correct armature.client.endpoint, or remove armature.schema.create.",
                        ex);
            }
        }
    }

    private boolean exists(String table) {
        try {
            client.describeTable(request -> request.tableName(table));
            return true;
        } catch (ResourceNotFoundException ex) {
            return false;
        }
    }

    private void create(TableDefinition wanted) {
        try {
            client.createTable(wanted.toRequest());
            logger.info("Created table '{}'", wanted.tableName());
        } catch (ResourceInUseException ex) {
            logger.debug("Table '{}' was created by somebody else meanwhile", wanted.tableName());
        }
        client.waiter().waitUntilTableExists(request -> request.tableName(wanted.tableName()));
    }
}
