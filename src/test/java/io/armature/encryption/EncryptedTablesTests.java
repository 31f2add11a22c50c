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

import io.armature.client.MisconfigurationException;
import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.encryption.PlaintextPolicies.Exemption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableMetadata;

@Tag("F18")
class EncryptedTablesTests {

    private static final String ARN = "arn:aws:dynamodb:eu-central-1:111122223333:table/";

    private final TableCatalogue catalogue = new TableCatalogue();

    private final EncryptedTables tables = new EncryptedTables(
            catalogue,
            name -> name.replaceFirst("^prod-", ""),
            new PlaintextPolicies(List.of(
                    new Exemption("customers", "tel", PlaintextPolicy.READ_ALLOWED, null),
                    new Exemption("orders", null, PlaintextPolicy.WRITE_PLAINTEXT, null))));

    @Test
    void findWhenTableIsRegisteredShouldDescribeIt() {
        assertThat(tables.isEmpty()).isTrue();
        register("prod-customers", "at", "tel", "email");

        EncryptedTable table = Objects.requireNonNull(tables.find(ARN + "prod-customers"));

        assertThat(tables.isEmpty()).isFalse();
        assertThat(table.logicalName()).isEqualTo("customers");
        assertThat(table.attributes()).containsExactly("email", "tel");
        assertThat(table.encrypts("tel")).isTrue();
        assertThat(table.encrypts("city")).isFalse();
        assertThat(table.policy("tel")).isEqualTo(PlaintextPolicy.READ_ALLOWED);
        assertThat(table.policy("email")).isEqualTo(PlaintextPolicy.FORBID);
        assertThat(table.policy("city")).isEqualTo(PlaintextPolicy.FORBID);
        assertThat(table.keysKnown()).isTrue();
        assertThat(table.partitionKey()).isEqualTo("id");
        assertThat(table.sortKey()).isEqualTo("at");
        assertThat(tables.find("prod-customers")).isSameAs(table);
    }

    @Test
    void findWhenNothingOfTheTableIsEncryptedShouldFindNone() {
        register("prod-customers", null, "email");
        register("prod-plain", null);

        assertThat(tables.find("prod-plain")).isNull();
        assertThat(tables.find("other")).isNull();
        assertThat(tables.find("")).isNull();
        assertThat(tables.find("arn:aws:kms:eu-central-1:111122223333:key/1")).isNull();
        assertThat(tables.findByAnyName("other")).isNull();
        assertThat(tables.findByAnyName("plain")).isNull();
        assertThat(tables.find("prod-plain", keys())).isNull();
    }

    @Test
    void findByAnyNameShouldKnowTheLogicalOne() {
        register("prod-orders", null, "note");
        register("prod-customers", null, "email");

        EncryptedTable table = tables.find("prod-customers");

        assertThat(table).isNotNull();
        assertThat(tables.findByAnyName("customers")).isSameAs(table);
        assertThat(tables.findByAnyName("prod-customers")).isSameAs(table);
        assertThat(tables.findByAnyName(ARN + "prod-customers")).isSameAs(table);
    }

    @Test
    void findWhenAttributesAreAddedShouldShowThem() {
        register("prod-customers", null, "email");
        EncryptedTable before = Objects.requireNonNull(tables.find("prod-customers"));
        catalogue.addEncrypted("prod-customers", Set.of("tel"));

        assertThat(before.attributes()).containsExactly("email");
        assertThat(Objects.requireNonNull(tables.find("prod-customers")).attributes())
                .containsExactly("email", "tel");
    }

    @Test
    void findWhenOnlyTheConfigurationNamesTheTableShouldNotKnowItsKeys() {
        catalogue.addEncrypted("prod-orders", Set.of("note"));

        EncryptedTable table = Objects.requireNonNull(tables.find("prod-orders"));

        assertThat(table.logicalName()).isEqualTo("orders");
        assertThat(table.policy("note")).isEqualTo(PlaintextPolicy.WRITE_PLAINTEXT);
        assertThat(table.keysKnown()).isFalse();
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(table::partitionKey)
                .withMessageContaining("armature.tables.orders.encrypted-attributes")
                .satisfies(ex -> assertThat(ex.action()).startsWith("Map an entity class to the table"));
        register("prod-orders", null, "note");
        assertThat(Objects.requireNonNull(tables.find("prod-orders")).partitionKey())
                .isEqualTo("id");
    }

    @Test
    void findWhenSchemaEncryptsMoreThanIsKnownShouldLearnIt() {
        register("prod-customers", null, "email");
        assertThat(Objects.requireNonNull(tables.find("prod-customers", metadata("tel")))
                        .attributes())
                .containsExactly("email", "tel");
        EncryptedTable learned = Objects.requireNonNull(tables.find("prod-customers"));
        assertThat(learned.encrypts("tel")).isTrue();
        assertThat(learned.logicalName()).isEqualTo("customers");
    }

    @Test
    void findWhenSchemaIsOfAnUnknownTableShouldLearnAllOfIt() {
        StaticTableMetadata.Builder metadata = StaticTableMetadata.builder()
                .addIndexPartitionKey(TableMetadata.primaryIndexName(), "id", AttributeValueType.S)
                .addIndexSortKey(TableMetadata.primaryIndexName(), "at", AttributeValueType.N);
        encrypt(metadata, "note");

        EncryptedTable table = Objects.requireNonNull(tables.find(ARN + "prod-orders", metadata.build()));

        assertThat(table.logicalName()).isEqualTo("orders");
        assertThat(table.attributes()).containsExactly("note");
        assertThat(table.partitionKey()).isEqualTo("id");
        assertThat(table.sortKey()).isEqualTo("at");
        assertThat(tables.find("prod-orders")).isSameAs(table);
    }

    @Test
    void findWhenOnlyTheAttributesAreKnownShouldLearnTheKeys() {
        catalogue.addEncrypted("customers", Set.of("email", "tel"));
        assertThat(Objects.requireNonNull(tables.find("customers")).keysKnown()).isFalse();
        assertThat(Objects.requireNonNull(tables.find("customers", metadata("tel")))
                        .partitionKey())
                .isEqualTo("id");
    }

    @Test
    void findWhenSchemaSaysNothingNewShouldFindTheSameTable() {
        register("prod-customers", null, "email", "tel");
        EncryptedTable table = tables.find("prod-customers");
        TableMetadata one = metadata("tel");

        assertThat(tables.find("prod-customers", one)).isSameAs(table).isNotNull();
        assertThat(tables.find("prod-customers", one)).isSameAs(table);
        assertThat(tables.find("prod-customers", keys())).isSameAs(table);
        assertThat(tables.find("prod-customers", metadata("email"))).isSameAs(table);
    }

    @Test
    void findWhenSchemaEncryptsWhatItCannotShouldRefuse() {
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> tables.find("prod-customers", metadata("id")))
                .withMessageStartingWith("The schema that is used for table 'prod-customers' encrypts attribute 'id'");
        assertThat(tables.isEmpty()).isTrue();
    }

    private void register(String physicalName, String sortKey, String... encrypted) {
        String logicalName = physicalName.replace("prod-", "");
        catalogue.register(new TableDescription(physicalName, logicalName, "id", sortKey, null, Set.of(encrypted)));
    }

    private static TableMetadata keys() {
        return StaticTableMetadata.builder()
                .addIndexPartitionKey(TableMetadata.primaryIndexName(), "id", AttributeValueType.S)
                .build();
    }

    private static TableMetadata metadata(String encrypted) {
        StaticTableMetadata.Builder metadata = StaticTableMetadata.builder()
                .addIndexPartitionKey(TableMetadata.primaryIndexName(), "id", AttributeValueType.S);
        encrypt(metadata, encrypted);
        return metadata.build();
    }

    private static void encrypt(StaticTableMetadata.Builder metadata, String attribute) {
        EncryptedAttributes.tag()
                .modifyMetadata(attribute, AttributeValueType.S)
                .accept(metadata);
    }
}
