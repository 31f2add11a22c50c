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
package io.armature.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.armature.mapping.Table;
import io.armature.repository.DynamoDbRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.document.DocumentTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.mapper.UpdateBehavior;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbUpdateBehavior;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchWriteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactGetItemsEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes of every kind through the enhanced client, and what is left of an item by single ones. */
@WithDynamoDbLocal
@Tag("F9a")
class EncryptedWriteTests {

    private static LocalEncryption local;
    private static DynamoDbEnhancedClient enhanced;
    private static DynamoDbTable<Person> people;

    @BeforeAll
    static void create(DynamoDbEndpoint endpoint) {
        local = LocalEncryption.on(endpoint);
        local.repository(People.class);
        local.repository(Lights.class);
        local.repository(Onces.class);
        enhanced = local.enhanced();
        people = local.table(Person.class);
    }

    @Test
    void updateShouldUseInlineRecordsAndLeaveTheRestUnderTheItemsKey() {
        Person person = Person.of("update", 1);
        people.putItem(person);
        Map<String, AttributeValue> before = stored(person);

        Person emailOnly = new Person("update", 1, null, "new-secret", null, null, null, null);
        Person returned =
                people.updateItem(request -> request.item(emailOnly).ignoreNullsMode(IgnoreNullsMode.MAPS_ONLY));

        assertThat(returned).isEqualTo(person.withEmail("new-secret"));
        Map<String, AttributeValue> after = stored(person);
        assertThat(EnvelopeForm.of(after.get("email"))).isEqualTo(EnvelopeForm.INLINE_KEY);
        for (String untouched : List.of("_ak", "tel", "address", "numbers", "member")) {
            assertThat(after).containsEntry(untouched, before.get(untouched));
        }
        assertThat(people.getItem(person)).isEqualTo(person.withEmail("new-secret"));

        people.putItem(person.withCity("Basel"));
        Map<String, AttributeValue> putAgain = stored(person);
        assertThat(putAgain.get("_ak")).isNotEqualTo(before.get("_ak"));
        assertThat(EnvelopeForm.of(putAgain.get("email"))).isEqualTo(EnvelopeForm.ITEM_KEY);
        assertThat(people.getItem(person)).isEqualTo(person.withCity("Basel"));
    }

    @Test
    void updateWhenItemIsNewShouldNotWriteAKeyRecord() {
        Person person = Person.of("created", 1);
        assertThat(people.updateItem(person)).isEqualTo(person);
        assertThat(stored(person)).doesNotContainKey("_ak");
        assertThat(people.getItem(person)).isEqualTo(person);
    }

    @Test
    void updateWhenAttributeIsNullShouldRemoveIt() {
        Person person = Person.of("nulled", 1);
        people.putItem(person);
        assertThat(people.updateItem(person.withEmail(null))).isEqualTo(person.withEmail(null));
        assertThat(stored(person)).doesNotContainKey("email").containsKey("_ak");
        assertThat(people.getItem(person)).isEqualTo(person.withEmail(null));
    }

    @Test
    @Tag("F16")
    void updateWhenMembersOfAnEncryptedDocumentAreUpdatedShouldRefuse() {
        Person person = Person.of("member", 1);
        people.putItem(person);
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() ->
                        people.updateItem(request -> request.item(person).ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(EncryptionException.Reason.MEMBER_UPDATED))
                .satisfies(ex -> assertThat(ex.attribute()).isEqualTo("address"))
                .withMessageContaining("update the document as a whole");
        assertThat(people.getItem(person)).isEqualTo(person);
    }

    @Test
    void updateWhenOnlyIfAbsentShouldKeepTheFirstValue() {
        DynamoDbTable<Once> onces = local.table(Once.class);
        onces.updateItem(new Once("a", "first-secret"));
        assertThat(onces.updateItem(new Once("a", "second-secret"))).isEqualTo(new Once("a", "first-secret"));
    }

    @Test
    void batchAndTransactionShouldEncryptPutsAndUpdates() {
        Person batched = Person.of("mixed", 1);
        Person put = Person.of("mixed", 2);
        Person updated = Person.of("mixed", 3);
        people.putItem(updated.withCity("Chur"));
        AttributeValue record = stored(updated).get("_ak");
        enhanced.batchWriteItem(BatchWriteItemEnhancedRequest.builder()
                .writeBatches(WriteBatch.builder(Person.class)
                        .mappedTableResource(people)
                        .addPutItem(batched)
                        .build())
                .build());
        enhanced.transactWriteItems(TransactWriteItemsEnhancedRequest.builder()
                .addPutItem(people, put)
                .addUpdateItem(people, updated)
                .build());

        assertThat(EnvelopeForm.of(stored(batched).get("email"))).isEqualTo(EnvelopeForm.ITEM_KEY);
        assertThat(EnvelopeForm.of(stored(put).get("email"))).isEqualTo(EnvelopeForm.ITEM_KEY);
        assertThat(EnvelopeForm.of(stored(updated).get("email"))).isEqualTo(EnvelopeForm.INLINE_KEY);
        assertThat(stored(updated)).containsEntry("_ak", record);
        assertThat(enhanced.transactGetItems(TransactGetItemsEnhancedRequest.builder()
                        .addGetItem(people, key(put))
                        .addGetItem(people, key(updated))
                        .build()))
                .extracting(document -> document.getItem(people))
                .containsExactly(put, updated);
        assertThat(enhanced.batchGetItem(BatchGetItemEnhancedRequest.builder()
                                .readBatches(ReadBatch.builder(Person.class)
                                        .mappedTableResource(people)
                                        .addGetItem(key(batched))
                                        .addGetItem(key(put))
                                        .build())
                                .build())
                        .resultsForTable(people))
                .containsExactlyInAnyOrder(batched, put);
    }

    @Test
    @Tag("F17")
    void imagesThatWritesReturnShouldBeDecrypted() {
        Person person = Person.of("images", 1);
        people.putItem(person);
        assertThat(people.putItemWithResponse(request ->
                                request.item(person.withCity("Olten")).returnValues(ReturnValue.ALL_OLD))
                        .attributes())
                .isEqualTo(person);
        assertThat(people.updateItemWithResponse(
                                request -> request.item(person.withEmail("x")).returnValues(ReturnValue.ALL_OLD))
                        .attributes())
                .isEqualTo(person.withCity("Olten"));
        assertThat(people.deleteItem(person)).isEqualTo(person.withEmail("x"));
    }

    @Test
    @Tag("F17")
    void oldImageOfAFailedConditionShouldOpenWithTheDecryptor() {
        Person person = Person.of("condition", 1);
        people.putItem(person);
        Expression never =
                Expression.builder().expression("attribute_not_exists(id)").build();
        ConditionalCheckFailedException failed = catchThrowableOfType(
                ConditionalCheckFailedException.class,
                () -> people.putItem(request -> request.item(person.withCity("Thun"))
                        .conditionExpression(never)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
        assertOpens(failed.item(), person);

        TransactionCanceledException cancelled = catchThrowableOfType(
                TransactionCanceledException.class,
                () -> enhanced.transactWriteItems(request -> request.addPutItem(
                        people,
                        TransactPutItemEnhancedRequest.builder(Person.class)
                                .item(person.withCity("Thun"))
                                .conditionExpression(never)
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                .build())));
        assertOpens(cancelled.cancellationReasons().get(0).item(), person);
    }

    private static void assertOpens(Map<String, AttributeValue> image, Person person) {
        assertThat(EnvelopeForm.of(image.get("email"))).isEqualTo(EnvelopeForm.ITEM_KEY);
        Map<String, AttributeValue> opened = local.decryptor().open(local.tableName(Person.class), image);
        assertThat(opened).doesNotContainKey("_ak");
        assertThat(people.tableSchema().mapToItem(opened)).isEqualTo(person);
    }

    @Test
    void entitiesThatShareATableShouldKeepEachOthersAttributesReadable() {
        Person person = Person.of("shared", 1);
        people.putItem(person);
        DynamoDbTable<Light> lights = local.table(Light.class);
        Light light = new Light("shared", 1, "Visp", "light-secret");
        assertThat(lights.updateItem(request -> request.item(light).ignoreNullsMode(IgnoreNullsMode.MAPS_ONLY)))
                .isEqualTo(light);
        assertThat(people.getItem(person)).isEqualTo(person.withCity("Visp"));
        assertThat(lights.getItem(light)).isEqualTo(light);
        assertThat(EnvelopeForm.of(stored(person).get("hint"))).isEqualTo(EnvelopeForm.INLINE_KEY);
        people.updateItem(person.withEmail("after"));
        assertThat(lights.getItem(light)).isEqualTo(new Light("shared", 1, "Zurich", "light-secret"));
    }

    @Test
    @Tag("F13")
    void writeWhenItemHasAKeyRecordOfItsOwnShouldRefuse() {
        Person person = Person.of("reserved", 1);
        people.putItem(person);
        Map<String, AttributeValue> item = new HashMap<>(stored(person));
        DynamoDbTable<EnhancedDocument> documents = local.table(local.tableName(Person.class), documentSchema());
        EnhancedDocument document = EnhancedDocument.fromAttributeValueMap(item);
        for (Runnable write :
                List.<Runnable>of(() -> documents.putItem(document), () -> documents.updateItem(document))) {
            assertThatExceptionOfType(EncryptionException.class)
                    .isThrownBy(write::run)
                    .satisfies(ex -> assertThat(ex.reason()).isEqualTo(EncryptionException.Reason.NAME_RESERVED))
                    .satisfies(ex -> assertThat(ex.attribute()).isEqualTo("_ak"));
        }
        assertThat(documents.getItem(key(person)).toMap()).doesNotContainKey("_ak");
    }

    static DocumentTableSchema documentSchema() {
        return DocumentTableSchema.builder()
                .addIndexPartitionKey(TableMetadata.primaryIndexName(), "id", AttributeValueType.S)
                .addIndexSortKey(TableMetadata.primaryIndexName(), "since", AttributeValueType.N)
                .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                .build();
    }

    private static Key key(Person person) {
        return Key.builder()
                .partitionValue(person.id())
                .sortValue(person.since())
                .build();
    }

    private static Map<String, AttributeValue> stored(Person person) {
        return local.stored(Person.class, person.key());
    }

    interface People extends DynamoDbRepository<Person, Person.Id> {}

    /** Shares the table of people and knows less, and something else. */
    @Table("person")
    record Light(
            @DynamoDbPartitionKey String id,
            @DynamoDbSortKey long since,
            @Nullable String city,
            @Encrypted @Nullable String hint) {}

    interface Lights extends DynamoDbRepository<Light, Person.Id> {}

    record Once(
            @DynamoDbPartitionKey String id,

            @Encrypted @DynamoDbUpdateBehavior(UpdateBehavior.WRITE_IF_NOT_EXISTS) @Nullable
            String note) {}

    interface Onces extends DynamoDbRepository<Once, String> {}
}
