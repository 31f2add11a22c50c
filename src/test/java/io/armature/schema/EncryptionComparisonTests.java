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

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.TableCatalogue;
import io.armature.encryption.Encrypted;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.Table;
import io.armature.mapping.TableNames;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

@Tag("F16")
@WithDynamoDbLocal
class EncryptionComparisonTests {

    private static final Projection ALL =
            Projection.builder().projectionType(ProjectionType.ALL).build();

    @Test
    void differencesWhenIndexKeyIsEncryptedShouldNameIt() {
        assertThat(differences(global("email", ALL), null))
                .containsExactly(
                        "The key of index 'by-it' has the encrypted attribute 'email', by which nothing could be"
                                + " found. Do not encrypt it, or use another key");
        assertThat(differences(local("email"), null)).hasSize(1);
        assertThat(differences(global("city", ALL), null)).isEmpty();
        assertThat(differences(local("city"), null)).isEmpty();
    }

    @Test
    void differencesWhenIndexProjectsEncryptedAttributeWithoutItsKeyRecordShouldSaySo() {
        assertThat(differences(global("city", include("email", "city")), null))
                .singleElement()
                .asString()
                .contains("Index 'by-it'", "[email]", "'_ak'");
        assertThat(differences(global("city", include("email", "_ak")), null)).isEmpty();
        assertThat(differences(global("city", include("name")), null)).isEmpty();
        assertThat(differences(
                        global(
                                "city",
                                Projection.builder()
                                        .projectionType(ProjectionType.KEYS_ONLY)
                                        .build()),
                        null))
                .isEmpty();
    }

    @Test
    void differencesWhenItemsExpireByEncryptedAttributeShouldSaySo() {
        assertThat(differences(global("city", ALL), "email"))
                .singleElement()
                .asString()
                .contains("expire by the encrypted attribute 'email'");
        assertThat(differences(global("city", ALL), "expires")).isEmpty();
    }

    @Test
    void checkWhenTableExpiresByEncryptedAttributeShouldRefuse(DynamoDbEndpoint endpoint) {
        String table = endpoint.uniqueTableName("members");
        TableCatalogue catalogue = new TableCatalogue();
        Entities entities =
                new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of("members", table)), catalogue);
        entities.get(Member.class);
        catalogue.addEncrypted(table, Set.of("email"));
        new TableCreator(endpoint.client()).create(entities.all());
        TableChecker checker = new TableChecker(endpoint.client(), catalogue, SchemaCheck.FAIL);
        checker.check(entities.all());
        endpoint.client()
                .updateTimeToLive(request -> request.tableName(table)
                        .timeToLiveSpecification(
                                expiry -> expiry.attributeName("email").enabled(true)));
        Assertions.assertThatExceptionOfType(TableMismatchException.class)
                .isThrownBy(() -> checker.check(entities.all()))
                .withMessageContaining("expire by the encrypted attribute 'email'");
    }

    private static List<String> differences(TableDescription table, @Nullable String timeToLive) {
        return new EncryptionComparison(Set.of("email", "phone"), table, timeToLive).differences();
    }

    private static Projection include(String... attributes) {
        return Projection.builder()
                .projectionType(ProjectionType.INCLUDE)
                .nonKeyAttributes(attributes)
                .build();
    }

    private static TableDescription global(String key, Projection projection) {
        return TableDescription.builder()
                .keySchema(TableDefinition.keySchema("id", null))
                .globalSecondaryIndexes(GlobalSecondaryIndexDescription.builder()
                        .indexName("by-it")
                        .keySchema(TableDefinition.keySchema(key, null))
                        .projection(projection)
                        .build())
                .build();
    }

    private static TableDescription local(String sortKey) {
        return TableDescription.builder()
                .keySchema(TableDefinition.keySchema("id", "date"))
                .localSecondaryIndexes(LocalSecondaryIndexDescription.builder()
                        .indexName("by-it")
                        .keySchema(TableDefinition.keySchema("id", sortKey))
                        .projection(ALL)
                        .build())
                .build();
    }

    @Table("members")
    record Member(
            @DynamoDbPartitionKey String id, @Encrypted String email) {}
}
