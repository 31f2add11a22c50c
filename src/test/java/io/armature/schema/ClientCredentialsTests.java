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

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.CredentialsMissingException;
import io.armature.client.MisconfigurationException;
import io.armature.client.TableCatalogue;
import io.armature.mapping.Entities;
import io.armature.mapping.Entity;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.TableNames;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Tag("long")
class ClientCredentialsTests {

    private static final AwsCredentialsProvider NONE = () -> {
        throw SdkClientException.create("Profile file contained no credentials for profile 'shop'");
    };

    private final List<Entity<?>> entities =
            List.of(new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), new TableCatalogue())
                    .get(Thing.class));

    @Test
    void checkWhenThereAreNoCredentialsShouldRefuse() {
        try (DynamoDbClient client = client(NONE)) {
            TableChecker checker = new TableChecker(client, new TableCatalogue(), SchemaCheck.FAIL);
            assertThatExceptionOfType(CredentialsMissingException.class).isThrownBy(() -> checker.check(entities));
        }
    }

    @Test
    void checkWhenOnlyDynamoDbIsAwayShouldGoOn() {
        try (DynamoDbClient client = client(AnonymousCredentialsProvider.create())) {
            TableChecker checker = new TableChecker(client, new TableCatalogue(), SchemaCheck.FAIL);
            assertThatCode(() -> checker.check(entities)).doesNotThrowAnyException();
        }
    }

    @Test
    void createWhenThereAreNoCredentialsShouldSaySo() {
        try (DynamoDbClient client = client(NONE)) {
            assertThatExceptionOfType(CredentialsMissingException.class)
                    .isThrownBy(() -> new TableCreator(client).create(entities));
        }
    }

    @Test
    void createWhenOnlyDynamoDbIsAwayShouldSaySo() {
        try (DynamoDbClient client = client(AnonymousCredentialsProvider.create())) {
            assertThatExceptionOfType(MisconfigurationException.class)
                    .isThrownBy(() -> new TableCreator(client).create(entities))
                    .isNotInstanceOf(CredentialsMissingException.class)
                    .withMessageContaining("DynamoDB is not reached");
        }
    }

    private static DynamoDbClient client(AwsCredentialsProvider credentials) {
        return DynamoDbClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .credentialsProvider(credentials)
                .build();
    }

    record Thing(@DynamoDbPartitionKey String id) {}
}
