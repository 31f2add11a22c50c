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
package io.armature.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.armature.client.TableCatalogue;
import io.armature.encryption.Encrypted;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.TableNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Nothing is searched or sorted by what is encrypted. */
@Tag("F16")
class EncryptedQueryTests {

    private final Entities entities =
            new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), new TableCatalogue());

    @ParameterizedTest
    @ValueSource(
            classes = {ByEmail.class, ByEmailToo.class, WithoutEmail.class, ByCity.class, ByFlattened.class, Count.class
            })
    void createWhenEncryptedAttributeIsComparedShouldRefuse(Class<?> repository) {
        assertRefused(repository, "compares '");
    }

    @Test
    void createWhenInsideAnEncryptedDocumentShouldNameTheDocument() {
        assertRefused(ByCity.class, "compares 'home.city', which is inside 'home', which is encrypted");
    }

    @Test
    void createWhenSortedByEncryptedAttributeShouldRefuse() {
        assertRefused(InOrder.class, "orders by 'email', which is encrypted");
    }

    @Test
    void createWhenNothingEncryptedIsComparedShouldNoteTheRecordThatIndexesNeed() {
        assertThat(create(Fine.class)).isNotNull();
        assertThat(entities.get(Guest.class).attributesReadFrom("by-kind")).contains("email", "_ak");
    }

    private void assertRefused(Class<?> repository, String problem) {
        assertThatThrownBy(() -> create(repository))
                .rootCause()
                .isInstanceOf(UnsupportedQueryException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("encrypted: DynamoDB sees ciphertext only")
                .satisfies(ex ->
                        assertThat(((UnsupportedQueryException) ex).action()).contains("remove @Encrypted"));
    }

    private Object create(Class<?> repository) {
        return new DynamoDbRepositoryFactory(entities, new ItemExtensions(List.of()), mock(DynamoDbClient.class))
                .getRepository(repository);
    }

    record Home(String city) {}

    record Flat(@Encrypted String nick) {}

    record Guest(
            @DynamoDbPartitionKey String id,
            @DynamoDbSortKey String name,

            @DynamoDbSecondaryPartitionKey(indexNames = "by-kind")
            String kind,

            @Encrypted String email,
            @Encrypted Home home,
            @DynamoDbFlatten Flat flat) {

        record Id(String id, String name) {}
    }

    interface ByEmail extends DynamoDbRepository<Guest, Guest.Id> {
        @AllowScan
        List<Guest> findByEmail(String email);
    }

    interface ByEmailToo extends DynamoDbRepository<Guest, Guest.Id> {
        List<Guest> findByIdAndEmailStartingWith(String id, String email);
    }

    interface WithoutEmail extends DynamoDbRepository<Guest, Guest.Id> {
        List<Guest> findByIdAndEmailIsNull(String id);
    }

    interface ByCity extends DynamoDbRepository<Guest, Guest.Id> {
        List<Guest> findByIdAndHomeCity(String id, String city);
    }

    interface ByFlattened extends DynamoDbRepository<Guest, Guest.Id> {
        @AllowScan
        Set<Guest> findByFlatNick(String nick);
    }

    interface Count extends DynamoDbRepository<Guest, Guest.Id> {
        long countByIdAndEmail(String id, String email);
    }

    interface InOrder extends DynamoDbRepository<Guest, Guest.Id> {
        List<Guest> findByIdOrderByEmail(String id);
    }

    interface Fine extends DynamoDbRepository<Guest, Guest.Id> {
        List<Guest> findByKind(String kind);
    }
}
