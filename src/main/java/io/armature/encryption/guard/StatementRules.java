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

import io.armature.client.PartiQlStatement;
import io.armature.encryption.EncryptedTable;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.guard.PlaintextRefusedException.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;

/**
 * Which PartiQL statements may pass: queries, and whatever names a table without encrypted attributes. A statement whose
 * table cannot be seen may concern any.
 */
final class StatementRules {

    private final EncryptedTables tables;

    StatementRules(EncryptedTables tables) {
        this.tables = tables;
    }

    void check(String operation, DynamoDbRequest request) {
        if (request instanceof ExecuteStatementRequest single) {
            check(operation, single.statement());
        } else if (request instanceof BatchExecuteStatementRequest batch) {
            List<BatchStatementRequest> statements = batch.statements();
            statements.forEach(statement -> check(operation, statement.statement()));
        } else if (request instanceof ExecuteTransactionRequest transaction) {
            List<ParameterizedStatement> statements = transaction.transactStatements();
            statements.forEach(statement -> check(operation, statement.statement()));
        }
    }

    private void check(String operation, @Nullable String statement) {
        if (statement == null || PartiQlStatement.isSelect(statement)) {
            return;
        }
        String reference = PartiQlStatement.table(statement);
        EncryptedTable table = reference == null ? null : tables.find(reference);
        if (reference == null || table != null) {
            String name = table == null ? null : table.logicalName();
            throw new PlaintextRefusedException(operation, name, null, null, Reason.PARTIQL_WRITE);
        }
    }
}
