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
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.armature.client.MisconfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbAtomicCounter;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.model.DistanceFunction;
import software.amazon.awssdk.enhanced.dynamodb.model.SearchSchemaElement;
import software.amazon.awssdk.enhanced.dynamodb.model.SearchSchemaElementType;
import software.amazon.awssdk.enhanced.dynamodb.model.VectorIndexMetadata;

/** Which attributes a schema may not encrypt. */
@Tag("F16")
class EncryptableSchemaTests {

    private final TableMetadata metadata = StaticTableMetadata.builder()
            .addIndexPartitionKey(TableMetadata.primaryIndexName(), "id", AttributeValueType.S)
            .addIndexSortKey(TableMetadata.primaryIndexName(), "at", AttributeValueType.N)
            .addIndexPartitionKey("by-city", "city", AttributeValueType.S)
            .addIndexSortKey("by-city", "street", AttributeValueType.S)
            .addVectorIndex(VectorIndexMetadata.builder()
                    .indexName("alike")
                    .vectorAttributeName("vector")
                    .dimensions(3)
                    .distanceFunction(DistanceFunction.values()[0])
                    .searchSchemaElements(List.of(SearchSchemaElement.builder()
                            .attributeName("filter")
                            .searchSchemaElementType(SearchSchemaElementType.values()[0])
                            .build()))
                    .build())
            .addCustomMetadataObject("VersionedRecordExtension:VersionAttribute", "version")
            .addCustomMetadataObject("AtomicCounter:Counters", Map.<Object, Object>of("writes", "any"))
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "_ak | whose name is reserved",
                "id | a key of the table, by which items are found",
                "at | a key of the table, by which items are found",
                "city | a key of index 'by-city', by which items are found",
                "street | a key of index 'by-city', by which items are found",
                "vector | searched by a vector index, which compares it",
                "filter | searched by a vector index, which compares it",
                "version | its version, which conditions compare",
                "writes | a counter, which DynamoDB increments"
            })
    void checkWhenDynamoDbHasToSeeTheValueShouldRefuse(String attribute, String why) {
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> EncryptableSchema.check("Class Customer", attribute, metadata))
                .withMessage("Class Customer encrypts attribute '" + attribute + "', " + why + ".")
                .satisfies(ex -> assertThat(ex.action()).containsAnyOf("Remove @Encrypted from it", "Rename it."));
    }

    @Test
    void checkWhenNobodyComparesTheValueShouldAccept() {
        assertThatNoException().isThrownBy(() -> EncryptableSchema.check("Class Customer", "email", metadata));
    }

    @ParameterizedTest
    @ValueSource(classes = {VersionEncrypted.class, CounterEncrypted.class, KeyEncrypted.class})
    void checkWhenABeanEncryptsWhatIsComparedShouldRefuse(Class<?> bean) {
        TableMetadata ofBean = TableSchema.fromBean(bean).tableMetadata();

        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> EncryptableSchema.check("Class Customer", ofBean))
                .withMessageContaining("'id'");
    }

    @Test
    void encryptedAttributesShouldBeThoseWithTheAnnotation() {
        TableMetadata ofBean = TableSchema.fromBean(Fine.class).tableMetadata();

        assertThat(EncryptedAttributes.of(ofBean)).containsExactlyInAnyOrder("email", "tel");
        assertThat(EncryptedAttributes.of(metadata)).isEmpty();
        assertThatNoException().isThrownBy(() -> EncryptableSchema.check("Class Customer", ofBean));
    }

    @ParameterizedTest
    @CsvSource({"_ak, true", "_am, true", "_aw, true", "_ab_, true", "_ab_email, true", "_ab, false", "ak, false"})
    @Tag("F13")
    void reservedNamesShouldBeThoseOfTheFormat(String name, boolean reserved) {
        assertThat(ReservedNames.contains(name)).isEqualTo(reserved);
    }

    /** Two encrypted attributes. */
    @DynamoDbBean
    public static class Fine {

        private String id = "";

        @DynamoDbPartitionKey
        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }

        @Encrypted
        public String getEmail() {
            return id;
        }

        public void setEmail(String email) {
            this.id = email;
        }

        @Encrypted
        public String getTel() {
            return id;
        }

        public void setTel(String tel) {
            this.id = tel;
        }
    }

    /** An encrypted key. */
    @DynamoDbBean
    public static class KeyEncrypted {

        private String id = "";

        @Encrypted
        @DynamoDbPartitionKey
        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }
    }

    /** An encrypted version. */
    @DynamoDbBean
    public static class VersionEncrypted {

        private Long id = 0L;

        @Encrypted
        @DynamoDbVersionAttribute
        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }
    }

    /** An encrypted counter. */
    @DynamoDbBean
    public static class CounterEncrypted {

        private Long id = 0L;

        @Encrypted
        @DynamoDbAtomicCounter
        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }
    }
}
