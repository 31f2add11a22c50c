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
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.TableNames;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

class TableCreatorTests {

    private final List<String> calls = new ArrayList<>();

    @Test
    void createWhenTableExistsShouldLeaveItAlone() {
        create(new Tables(calls, true, null));
        assertThat(calls).containsExactly("describe depot");
    }

    @Test
    void createWhenTableIsMissingShouldCreateItAndWait() {
        create(new Tables(calls, false, null));
        assertThat(calls).containsExactly("describe depot", "create depot", "waitUntilTableExists");
    }

    @Test
    void createWhenSomebodyElseCreatesMeanwhileShouldWaitToo() {
        create(new Tables(calls, false, ResourceInUseException.builder().build()));
        assertThat(calls).containsExactly("describe depot", "create depot", "waitUntilTableExists");
    }

    private static void create(Tables tables) {
        Entities entities =
                new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), new TableCatalogue());
        entities.get(Depot.class);
        try (tables) {
            new TableCreator(tables).create(entities.all());
        }
    }

    private record Tables(
            List<String> calls, boolean exists, @Nullable RuntimeException refusal) implements DynamoDbClient {

        @Override
        public DescribeTableResponse describeTable(DescribeTableRequest request) {
            calls.add("describe " + request.tableName());
            if (!exists) {
                throw ResourceNotFoundException.builder().build();
            }
            return DescribeTableResponse.builder().build();
        }

        @Override
        public CreateTableResponse createTable(CreateTableRequest request) {
            calls.add("create " + request.tableName());
            if (refusal != null) {
                throw refusal;
            }
            return CreateTableResponse.builder().build();
        }

        @Override
        public DynamoDbWaiter waiter() {
            return (DynamoDbWaiter) Proxy.newProxyInstance(
                    DynamoDbWaiter.class.getClassLoader(),
                    new Class<?>[] {DynamoDbWaiter.class},
                    (proxy, method, arguments) -> {
                        calls.add(method.getName());
                        return null;
                    });
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    record Depot(@DynamoDbPartitionKey String id) {}
}
