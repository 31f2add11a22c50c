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
package io.armature.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Tests of {@link DynamoDbEndpoint} and of the two annotations that give one. */
class DynamoDbEndpointTests {

    @Nested
    @WithDynamoDbLocal
    class OnDynamoDbLocal extends Contract {

        OnDynamoDbLocal(DynamoDbEndpoint endpoint) {
            super(endpoint);
        }
    }

    @Nested
    @WithLocalStack
    class OnLocalStack extends Contract {

        OnLocalStack(DynamoDbEndpoint endpoint) {
            super(endpoint);
        }
    }

    @Test
    void propertiesShouldBringAnApplicationToTheEndpoint() {
        DynamoDbEndpoint endpoint =
                new DynamoDbEndpoint(URI.create("http://127.0.0.1:8000"), "eu-central-1", "key", "word");

        assertThat(endpoint.properties())
                .containsExactly(
                        "armature.client.endpoint=http://127.0.0.1:8000",
                        "armature.client.region=eu-central-1",
                        "armature.client.credentials.access-key=key",
                        "armature.client.credentials.secret-key=word");
    }

    abstract static class Contract {

        private final DynamoDbEndpoint endpoint;

        Contract(DynamoDbEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Test
        void clientShouldCreatePutAndGet() {
            DynamoDbClient client = endpoint.client();
            String table = endpoint.uniqueTableName("orders");
            createTable(client, table);
            Map<String, AttributeValue> item =
                    Map.of("id", AttributeValue.fromS("1"), "total", AttributeValue.fromN("1.98"));

            client.putItem(request -> request.tableName(table).item(item));

            assertThat(client.getItem(request -> request.tableName(table)
                                    .key(Map.of("id", AttributeValue.fromS("1")))
                                    .consistentRead(true))
                            .item())
                    .isEqualTo(item);
        }

        @Test
        void endpointWhenAskedForByAMethodShouldBeThatOfTheClass(DynamoDbEndpoint endpointOfMethod) {
            assertThat(endpointOfMethod).isSameAs(endpoint);
            assertThat(endpointOfMethod.client()).isSameAs(endpoint.client());
        }

        @Test
        void uniqueTableNameShouldNotRepeat() {
            assertThat(endpoint.uniqueTableName("orders"))
                    .startsWith("orders-")
                    .isNotEqualTo(endpoint.uniqueTableName("orders"));
        }

        private static void createTable(DynamoDbClient client, String table) {
            client.createTable(request -> request.tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build()));
            client.waiter().waitUntilTableExists(request -> request.tableName(table));
        }
    }
}
