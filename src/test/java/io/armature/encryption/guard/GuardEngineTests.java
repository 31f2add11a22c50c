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

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What the guard understands is what DynamoDB understands: both read the same expressions. */
@Tag("F18")
@WithDynamoDbLocal
class GuardEngineTests {

    /** How the engine begins when it does not understand an expression, rather than not being able to apply it. */
    private static final List<String> SYNTAX = List.of("Syntax error", "Invalid function name", "reserved keyword");

    private static GuardedTable table;

    @BeforeAll
    static void createTable(DynamoDbEndpoint endpoint) {
        table = new GuardedTable(endpoint);
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                        Expressions.ALLOWED_CONDITIONS.stream().map(condition -> condition.replace("@", "email")),
                        Expressions.ALLOWED_CONDITIONS.stream().map(condition -> condition.replace("@", "#e")),
                        Expressions.COMPARING_CONDITIONS.stream().map(condition -> condition.replace("@", "tags")),
                        Expressions.NESTED_CONDITIONS.stream().map(condition -> condition.replace("@", "tags")),
                        Expressions.INNOCENT_CONDITIONS.stream())
                .flatMap(conditions -> conditions)
                .distinct()
                .flatMap(condition -> Stream.of(ConditionPlace.values()).map(place -> Arguments.of(place, condition)));
    }

    static Stream<String> updates() {
        return Stream.of(
                        Expressions.ALLOWED_UPDATES.stream().map(update -> update.replace("@", "email")),
                        Expressions.ALLOWED_UPDATES.stream().map(update -> update.replace("@", "#e")),
                        Expressions.REFUSED_UPDATES.keySet().stream()
                                .filter(update -> !update.contains("#ak") && !update.contains(":absent"))
                                .map(update -> update.replace("@", "city2")),
                        Expressions.INNOCENT_UPDATES.stream())
                .flatMap(updates -> updates)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void conditionWhenItPassesTheGuardShouldBeUnderstoodByTheEngine(ConditionPlace place, String condition) {
        assertThat(outcome(table.guarded, place.request(table.fixture.table, condition)))
                .doesNotContain(SYNTAX);
    }

    @ParameterizedTest
    @MethodSource("updates")
    void updateWhenItPassesTheGuardShouldBeUnderstoodByTheEngine(String update) {
        assertThat(outcome(table.guarded, request(update))).doesNotContain(SYNTAX);
    }

    /** Sends a request and returns what the engine said against it; a refusal by the guard is thrown. */
    private static String outcome(DynamoDbClient client, DynamoDbRequest request) {
        try {
            Sender.send(client, request);
            return "";
        } catch (DynamoDbException ex) {
            return String.valueOf(ex.getMessage());
        }
    }

    private static UpdateItemRequest request(String update) {
        UpdateItemRequest.Builder request = UpdateItemRequest.builder()
                .tableName(table.fixture.table)
                .key(GuardFixture.key())
                .updateExpression(update);
        if (!GuardFixture.names(update).isEmpty()) {
            request.expressionAttributeNames(GuardFixture.names(update));
        }
        if (!GuardFixture.values(update).isEmpty()) {
            request.expressionAttributeValues(GuardFixture.values(update));
        }
        return request.build();
    }
}
