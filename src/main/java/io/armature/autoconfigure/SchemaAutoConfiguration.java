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

import io.armature.client.MisconfigurationException;
import io.armature.client.TableCatalogue;
import io.armature.mapping.Entities;
import io.armature.schema.TableChecker;
import io.armature.schema.TableCreator;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Auto-configuration of the look at the tables when the application starts: after all repositories are there, before
 * anything runs.
 */
@AutoConfiguration(after = RepositoriesAutoConfiguration.class)
public final class SchemaAutoConfiguration {

    SchemaAutoConfiguration() {}

    @Bean
    @Lazy(false)
    SmartInitializingSingleton dynamoDbTables(
            DynamoDbClient client, TableCatalogue catalogue, Entities entities, SchemaProperties schema) {
        // The client is asked, not the properties: it may be the application's own.
        if (schema.create()
                && client.serviceClientConfiguration().endpointOverride().isEmpty()) {
            throw new MisconfigurationException(
                    "armature.schema.create=true would create tables in AWS.",
                    "Set armature.client.endpoint to that of an emulator, or remove armature.schema.create and create"
                            + " production's tables by your infrastructure's templates.");
        }
        return () -> {
            if (schema.create()) {
                new TableCreator(client).create(entities.all());
            }
            new TableChecker(client, catalogue, schema.check()).check(entities.all());
        };
    }
}
