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

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.encryption.Encrypted;
import io.armature.mapping.Table;
import io.armature.repository.DynamoDbRepository;
import io.armature.repository.EnableDynamoDbRepositories;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the log says of a start that encryption refuses. */
@WithDynamoDbLocal
@ExtendWith(OutputCaptureExtension.class)
@Tag("F16")
class EncryptionStartupTests {

    @TempDir
    private Path directory;

    @Test
    void startWhenThereIsNothingToEncryptWithShouldSayWhatToSet(CapturedOutput output) {
        assertThat(Startups.failure(output, List.of(Plain.class), Startups.NOWHERE))
                .contains(
                        "APPLICATION FAILED TO START",
                        "The tables [members] have encrypted attributes, and there is nothing to encrypt with.",
                        "Set armature.encryption.key-id to a KMS key")
                .doesNotContain("\tat ");
    }

    @Test
    void startWhenKeyIsEncryptedShouldSayWhich(CapturedOutput output) {
        assertThat(failure(output, OfKeys.class))
                .contains("APPLICATION FAILED TO START", "EncryptedKey", "encrypts attribute 'email'")
                .doesNotContain("\tat ");
    }

    @Test
    void startWhenVersionIsEncryptedShouldSaySo(CapturedOutput output) {
        assertThat(failure(output, OfVersions.class))
                .contains("APPLICATION FAILED TO START", "EncryptedVersion", "'version'")
                .doesNotContain("\tat ");
    }

    @Test
    void startWhenEncryptionIsInsideADocumentShouldSayWhere(CapturedOutput output) {
        assertThat(failure(output, OfDocuments.class))
                .contains("APPLICATION FAILED TO START", "EncryptedDocument", "street")
                .doesNotContain("\tat ");
    }

    @Test
    void startWhenQueryComparesAnEncryptedAttributeShouldSayWhy(CapturedOutput output) {
        assertThat(failure(output, OfQueries.class))
                .contains("APPLICATION FAILED TO START", "findByEmail", "DynamoDB sees ciphertext only")
                .doesNotContain("\tat ");
    }

    @Test
    @Tag("F13")
    void startWhenNameIsReservedShouldSayWhich(CapturedOutput output) {
        assertThat(failure(output, OfNames.class))
                .contains("APPLICATION FAILED TO START", "Reserved has an attribute '_ab_email'")
                .doesNotContain("\tat ");
    }

    @Test
    void startWhenIndexProjectsNoKeyRecordShouldSayWhat(CapturedOutput output, DynamoDbEndpoint endpoint) {
        String table = endpoint.uniqueTableName("members");
        endpoint.client()
                .createTable(request -> request.tableName(table)
                        .billingMode("PAY_PER_REQUEST")
                        .attributeDefinitions(attribute("id"), attribute("city"))
                        .keySchema(key("id"))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName("by-city")
                                .keySchema(key("city"))
                                .projection(projection -> projection
                                        .projectionType(ProjectionType.INCLUDE)
                                        .nonKeyAttributes("email"))
                                .build()));
        List<String> properties = new ArrayList<>(List.of(endpoint.properties()));
        properties.add("armature.tables.members.name=" + table);
        properties.add("armature.encryption.local.key-file=" + directory.resolve("development.key"));
        assertThat(Startups.failure(output, List.of(Plain.class), properties.toArray(String[]::new)))
                .contains(
                        "APPLICATION FAILED TO START",
                        "Table '" + table + "' does not fit Member",
                        "Index 'by-city' projects the encrypted attributes [email] without '_ak'")
                .doesNotContain("\tat ");
    }

    private String failure(CapturedOutput output, Class<?> repositories) {
        List<String> properties = new ArrayList<>(List.of(Startups.NOWHERE));
        properties.add("armature.encryption.local.key-file=" + directory.resolve("development.key"));
        return Startups.failure(output, List.of(repositories), properties.toArray(String[]::new));
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    @Table("members")
    record Member(
            @DynamoDbPartitionKey String id,

            @DynamoDbSecondaryPartitionKey(indexNames = "by-city") @Nullable
            String city,

            @Encrypted @Nullable String email) {}

    interface Members extends DynamoDbRepository<Member, String> {}

    @Table("members")
    record EncryptedKey(@Encrypted @DynamoDbPartitionKey String email) {}

    interface EncryptedKeys extends DynamoDbRepository<EncryptedKey, String> {}

    @Table("members")
    record EncryptedVersion(
            @DynamoDbPartitionKey String id,
            @Encrypted @DynamoDbVersionAttribute @Nullable Long version) {}

    interface EncryptedVersions extends DynamoDbRepository<EncryptedVersion, String> {}

    record Address(@Encrypted String street) {}

    @Table("members")
    record EncryptedDocument(
            @DynamoDbPartitionKey String id, @Nullable Address address) {}

    interface EncryptedDocuments extends DynamoDbRepository<EncryptedDocument, String> {}

    interface Queries extends DynamoDbRepository<Member, String> {

        List<Member> findByEmail(String email);
    }

    @Table("members")
    record Reserved(
            @DynamoDbPartitionKey String id,
            @DynamoDbAttribute("_ab_email") @Nullable String email) {}

    interface Names extends DynamoDbRepository<Reserved, String> {}

    @Configuration(proxyBeanMethods = false)
    @EnableDynamoDbRepositories(
            considerNestedRepositories = true,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(?<![$]Members)"))
    static class Plain {}

    @Configuration(proxyBeanMethods = false)
    @EnableDynamoDbRepositories(
            considerNestedRepositories = true,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(?<!EncryptedKeys)"))
    static class OfKeys {}

    @Configuration(proxyBeanMethods = false)
    @EnableDynamoDbRepositories(
            considerNestedRepositories = true,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(?<!EncryptedVersions)"))
    static class OfVersions {}

    @Configuration(proxyBeanMethods = false)
    @EnableDynamoDbRepositories(
            considerNestedRepositories = true,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(?<!EncryptedDocuments)"))
    static class OfDocuments {}

    @Configuration(proxyBeanMethods = false)
    @EnableDynamoDbRepositories(
            considerNestedRepositories = true,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(?<!Queries)"))
    static class OfQueries {}

    @Configuration(proxyBeanMethods = false)
    @EnableDynamoDbRepositories(
            considerNestedRepositories = true,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(?<!Names)"))
    static class OfNames {}
}
