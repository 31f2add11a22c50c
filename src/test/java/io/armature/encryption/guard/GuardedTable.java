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
package io.armature.encryption.guard;

import static io.armature.encryption.guard.GuardFixture.n;
import static io.armature.encryption.guard.GuardFixture.s;

import io.armature.support.DynamoDbEndpoint;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The guarded table in a real engine, with indexes and two items. */
final class GuardedTable {

    static final Map<String, AttributeValue> FIRST = Map.ofEntries(
            Map.entry("id", n("1")),
            Map.entry("at", s("2026")),
            Map.entry("city", s("Bern")),
            Map.entry("email", GuardFixture.ofItem()),
            Map.entry("phone", GuardFixture.inline()),
            Map.entry("a.b", GuardFixture.ofItem()),
            Map.entry("_ak", GuardFixture.keyRecord()),
            Map.entry("sums", n("5")),
            Map.entry("plain", AttributeValue.fromM(Map.of("x", s("y"), "email", s("nested")))),
            Map.entry("tags", AttributeValue.fromL(List.of(s("a"), s("b")))));

    /** Has neither encrypted attributes nor a key record. */
    static final Map<String, AttributeValue> SECOND =
            Map.of("id", n("1"), "at", s("2027"), "city", s("Bern"), "sums", n("6"));

    final GuardFixture fixture;

    final DynamoDbClient plain;

    final DynamoDbClient guarded;

    GuardedTable(DynamoDbEndpoint endpoint) {
        this.plain = endpoint.client();
        this.fixture = new GuardFixture(endpoint.uniqueTableName("customers"));
        this.guarded = fixture.over(plain);
        guarded.createTable(request -> request.tableName(fixture.table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        definition("id", ScalarAttributeType.N),
                        definition("at", ScalarAttributeType.S),
                        definition("city", ScalarAttributeType.S))
                .keySchema(key("id", KeyType.HASH), key("at", KeyType.RANGE))
                .globalSecondaryIndexes(
                        index("whole", Projection.builder().projectionType(ProjectionType.ALL)),
                        index(
                                "some",
                                Projection.builder()
                                        .projectionType(ProjectionType.INCLUDE)
                                        .nonKeyAttributes("email", "_ak")),
                        index("keys", Projection.builder().projectionType(ProjectionType.KEYS_ONLY))));
        for (Map<String, AttributeValue> item : List.of(FIRST, SECOND)) {
            guarded.putItem(request -> request.tableName(fixture.table).item(item));
        }
    }

    private static GlobalSecondaryIndex index(String name, Projection.Builder projection) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key("city", KeyType.HASH))
                .projection(projection.build())
                .build();
    }

    private static AttributeDefinition definition(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
