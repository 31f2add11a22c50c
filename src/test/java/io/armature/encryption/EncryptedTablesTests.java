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

import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

@Tag("F18")
class EncryptedTablesTests {

    private final TableCatalogue catalogue = new TableCatalogue();

    private final EncryptedTables tables = new EncryptedTables(catalogue, name -> name, PlaintextPolicies.forbid());

    @Test
    void findWhenSchemaEncryptsMoreThanIsKnownShouldLearnIt() {
        catalogue.register(new TableDescription("customers", "customers", "id", null, null, Set.of("email")));
        assertThat(Objects.requireNonNull(tables.find("customers", metadata())).attributes())
                .containsExactly("email", "tel");
        assertThat(Objects.requireNonNull(tables.find("customers")).encrypts("tel"))
                .isTrue();
    }

    @Test
    void findWhenOnlyTheAttributesAreKnownShouldLearnTheKeys() {
        catalogue.addEncrypted("customers", Set.of("email", "tel"));
        assertThat(Objects.requireNonNull(tables.find("customers")).keysKnown()).isFalse();
        assertThat(Objects.requireNonNull(tables.find("customers", metadata())).partitionKey())
                .isEqualTo("id");
    }

    private static TableMetadata metadata() {
        return StaticImmutableTableSchema.builder(String.class, StringBuilder.class)
                .newItemBuilder(StringBuilder::new, StringBuilder::toString)
                .addAttribute(
                        String.class,
                        attribute -> attribute
                                .name("id")
                                .getter(item -> item)
                                .setter(StringBuilder::append)
                                .tags(StaticAttributeTags.primaryPartitionKey()))
                .addAttribute(
                        String.class,
                        attribute -> attribute
                                .name("tel")
                                .getter(item -> item)
                                .setter(StringBuilder::append)
                                .tags(EncryptedAttributes.tag()))
                .build()
                .tableMetadata();
    }
}
