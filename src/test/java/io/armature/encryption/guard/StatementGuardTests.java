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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.encryption.guard.PlaintextRefusedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;

/** PartiQL statements, alone, in batches and in transactions. */
@Tag("F18")
class StatementGuardTests {

    private final GuardFixture fixture = new GuardFixture("customers-prod");

    private final List<DynamoDbRequest> sent = new ArrayList<>();

    private final DynamoDbClient client = fixture.answering(request -> {
        sent.add(request);
        return Answers.empty(request);
    });

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM \"customers-prod\"",
                "select email from \"customers-prod\" where id = ?",
                " /* UPDATE x */ SELECT email FROM \"customers-prod\".\"whole\"",
                "-- DELETE\nSELECT * FROM \"customers-prod\"",
                "INSERT INTO orders VALUE {'email': 'x'}",
                "UPDATE \"orders\" SET email = '\"customers-prod\"'",
                "DELETE FROM \"orders\" WHERE id = 1",
                "EXISTS(SELECT * FROM orders WHERE id = 1)"
            })
    void statementWhenItReadsOrNamesAnotherTableShouldPass(String statement) {
        requests(statement).forEach(request -> Sender.send(client, request));

        assertThat(sent).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO \"customers-prod\" VALUE {'id': 1, 'email': 'x'}",
                "insert into customers-prod value {'id': 1}",
                "UPDATE \"customers-prod\" SET email = 'x' WHERE id = 1",
                "UPDATE \"customers-prod\" SET plain = 'SELECT' WHERE id = 1",
                "/* SELECT */ UPDATE \"customers-prod\" REMOVE plain WHERE id = 1",
                "\"SELECT\" UPDATE \"customers-prod\" REMOVE plain",
                "UPDATE \"arn:aws:dynamodb:eu-west-1:111122223333:table/customers-prod\" REMOVE plain",
                "DELETE FROM \"customers-prod\" WHERE id = 1",
                "EXISTS(SELECT * FROM \"customers-prod\" WHERE email = 'x')",
                "",
                "DROP",
                "UPDATE",
                "MERGE INTO \"customers-prod\"",
                "UPDATE 'customers-prod' SET email = 'x'",
                "SELECTED UPDATE \"customers-prod\""
            })
    void statementWhenItWritesOrCannotBeUnderstoodShouldBeRefused(String statement) {
        requests(statement)
                .forEach(request -> assertThatExceptionOfType(PlaintextRefusedException.class)
                        .isThrownBy(() -> Sender.send(client, request))
                        .satisfies(refusal -> {
                            assertThat(refusal.reason()).isEqualTo(Reason.PARTIQL_WRITE);
                            assertThat(refusal.table()).isIn("customers", null);
                        }));
        assertThat(sent).isEmpty();
        assertThat(fixture.refusals()).isEqualTo(3);
    }

    private static Stream<DynamoDbRequest> requests(String statement) {
        String other = "SELECT * FROM orders";
        return Stream.of(
                ExecuteStatementRequest.builder().statement(statement).build(),
                BatchExecuteStatementRequest.builder()
                        .statements(
                                BatchStatementRequest.builder().statement(other).build(),
                                BatchStatementRequest.builder()
                                        .statement(statement)
                                        .build())
                        .build(),
                ExecuteTransactionRequest.builder()
                        .transactStatements(
                                ParameterizedStatement.builder()
                                        .statement(other)
                                        .build(),
                                ParameterizedStatement.builder()
                                        .statement(statement)
                                        .build())
                        .build());
    }
}
