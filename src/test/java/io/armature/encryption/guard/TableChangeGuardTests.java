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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.ImportTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.SearchSchemaElement;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexUpdate;

/** Changes of tables, their indexes and their expiry. */
@Tag("F18")
class TableChangeGuardTests {

    private static final String TABLE = "customers-prod";

    private static final String BACKUP =
            "arn:aws:dynamodb:eu-west-1:111122223333:table/customers-prod/backup/01489602797149-73d8d5bc";

    private final GuardFixture fixture = new GuardFixture(TABLE);

    private final List<DynamoDbRequest> sent = new ArrayList<>();

    private final DynamoDbClient client = fixture.answering(request -> {
        sent.add(request);
        return Answers.empty(request);
    });

    private static Stream<DynamoDbRequest> withIndex(String key, String... included) {
        KeySchemaElement schema =
                KeySchemaElement.builder().attributeName(key).keyType("HASH").build();
        Projection projection = Projection.builder()
                .projectionType(ProjectionType.INCLUDE)
                .nonKeyAttributes(included)
                .build();
        GlobalSecondaryIndex global = GlobalSecondaryIndex.builder()
                .keySchema(schema)
                .projection(projection)
                .build();
        LocalSecondaryIndex local = LocalSecondaryIndex.builder()
                .keySchema(schema)
                .projection(projection)
                .build();
        SearchSchemaElement searched =
                SearchSchemaElement.builder().attributeName(key).build();
        VectorIndex vectors = VectorIndex.builder()
                .searchSchema(searched)
                .projection(projection)
                .build();
        VectorIndex vectorsOfKey = VectorIndex.builder()
                .vectorAttribute(vector -> vector.attributeName(key))
                .projection(projection)
                .build();
        return Stream.of(
                CreateTableRequest.builder()
                        .tableName(TABLE)
                        .globalSecondaryIndexes(global)
                        .build(),
                CreateTableRequest.builder()
                        .tableName(TABLE)
                        .localSecondaryIndexes(local)
                        .build(),
                CreateTableRequest.builder()
                        .tableName(TABLE)
                        .vectorIndexes(vectors)
                        .build(),
                CreateTableRequest.builder()
                        .tableName(TABLE)
                        .vectorIndexes(vectorsOfKey)
                        .build(),
                UpdateTableRequest.builder()
                        .tableName(TABLE)
                        .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                .create(create -> create.keySchema(schema).projection(projection))
                                .build())
                        .build(),
                UpdateTableRequest.builder()
                        .tableName(TABLE)
                        .vectorIndexUpdates(VectorIndexUpdate.builder()
                                .create(create -> create.searchSchema(searched).projection(projection))
                                .build())
                        .build(),
                RestoreTableFromBackupRequest.builder()
                        .targetTableName("copy")
                        .backupArn(BACKUP)
                        .globalSecondaryIndexOverride(global)
                        .build(),
                RestoreTableToPointInTimeRequest.builder()
                        .sourceTableName("copy")
                        .targetTableName(TABLE)
                        .localSecondaryIndexOverride(local)
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "phone", "a.b", "_ak"})
    void indexWhenItsKeyIsEncryptedShouldBeRefused(String attribute) {
        withIndex(attribute, "plain").forEach(request -> refuses(request, Reason.USED_AS_KEY));
        refuses(
                CreateTableRequest.builder()
                        .tableName(TABLE)
                        .keySchema(KeySchemaElement.builder()
                                .attributeName(attribute)
                                .build())
                        .build(),
                Reason.USED_AS_KEY);
    }

    @Test
    void indexWhenItHoldsAnEncryptedAttributeWithoutTheKeyRecordShouldBeRefused() {
        withIndex("city", "plain", "email").forEach(request -> refuses(request, Reason.INDEX_WITHOUT_KEY_RECORD));
    }

    @Test
    void indexWhenItHoldsTheKeyRecordTooShouldPass() {
        withIndex("city", "plain", "email", "_ak").forEach(request -> Sender.send(client, request));
        withIndex("city", "plain").forEach(request -> Sender.send(client, request));

        assertThat(sent).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "_ak"})
    void timeToLiveWhenOfAnEncryptedAttributeShouldBeRefused(String attribute) {
        refuses(expiry(attribute), Reason.USED_AS_TIME_TO_LIVE);
    }

    @Test
    void timeToLiveWhenOfAnotherAttributeShouldPass() {
        client.updateTimeToLive(expiry("expires"));
        client.updateTimeToLive(request -> request.tableName(TABLE));

        assertThat(sent).hasSize(2);
    }

    @Test
    void importShouldBeRefused() {
        refuses(
                ImportTableRequest.builder()
                        .tableCreationParameters(table -> table.tableName(TABLE))
                        .build(),
                Reason.IMPORT);
    }

    private static UpdateTimeToLiveRequest expiry(String attribute) {
        return UpdateTimeToLiveRequest.builder()
                .tableName(TABLE)
                .timeToLiveSpecification(specification -> specification.attributeName(attribute))
                .build();
    }

    private void refuses(DynamoDbRequest request, Reason reason) {
        assertThatExceptionOfType(PlaintextRefusedException.class)
                .isThrownBy(() -> Sender.send(client, request))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
        assertThat(sent).isEmpty();
    }
}
