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

import io.armature.client.TableCatalogue;
import io.armature.encryption.EncryptionExtension;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.TableNames;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Auto-configuration of the mapping between entities and items, and of the enhanced client. */
@AutoConfiguration(
        after = EncryptionAutoConfiguration.class,
        beforeName = "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration")
@EnableConfigurationProperties({TablesProperties.class, SchemaProperties.class})
public final class MappingAutoConfiguration {

    MappingAutoConfiguration() {}

    @Bean
    TableNames tableNames(TablesProperties tables, SchemaProperties schema) {
        return tables.toNames(schema.tablePrefix());
    }

    @Bean
    EntitySchemas entitySchemas(ObjectProvider<TableSchema<?>> schemas) {
        List<TableSchema<?>> given = new ArrayList<>();
        schemas.forEach(given::add);
        return new EntitySchemas(given);
    }

    @Bean
    Entities entities(EntitySchemas schemas, TableNames names, TableCatalogue catalogue) {
        return new Entities(schemas, names, catalogue);
    }

    @Bean
    ItemExtensions itemExtensions(
            ObjectProvider<DynamoDbEnhancedClientExtension> own, ObjectProvider<EncryptionExtension> encryption) {
        return new ItemExtensions(own.orderedStream().toList(), encryption.getIfAvailable());
    }

    @Bean
    @ConditionalOnMissingBean
    DynamoDbEnhancedClient dynamoDbEnhancedClient(DynamoDbClient client, ItemExtensions extensions) {
        return DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions(extensions.toList())
                .build();
    }
}
