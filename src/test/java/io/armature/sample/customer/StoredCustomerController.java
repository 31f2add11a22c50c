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
package io.armature.sample.customer;

import io.armature.mapping.TableNames;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Shows a customer as DynamoDB has it, which is what somebody with access to the table sees. */
@RestController
@RequestMapping("/customers/{id}/stored")
final class StoredCustomerController {

    private final DynamoDbClient dynamoDb;
    private final String table;

    StoredCustomerController(DynamoDbClient dynamoDb, TableNames names) {
        this.dynamoDb = dynamoDb;
        this.table = names.physicalName(names.logicalName(Customer.class));
    }

    @GetMapping
    Map<String, String> show(@PathVariable long id) {
        Map<String, AttributeValue> key = Map.of("customerId", AttributeValue.fromN(Long.toString(id)));
        GetItemResponse response =
                dynamoDb.getItem(request -> request.tableName(table).key(key));
        if (!response.hasItem()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no customer " + id);
        }
        Map<String, String> stored = new TreeMap<>();
        response.item().forEach((name, value) -> stored.put(name, text(value)));
        return stored;
    }

    private static String text(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case B -> Base64.getEncoder().encodeToString(value.b().asByteArray());
            default -> value.type().name();
        };
    }
}
