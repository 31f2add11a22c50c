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

import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an item takes of its data key's limits. */
class ItemSealerTests {

    @ParameterizedTest
    @Tag("F4")
    @CsvSource({"3, 1000000, PUT", "3, 1000000, UPDATE", "1000000, 700, PUT", "1000000, 700, UPDATE"})
    void sealShouldCountValuesAndBytes(long maxValues, long maxBytes, WriteKind kind) {
        TableCatalogue catalogue = new TableCatalogue();
        catalogue.register(new TableDescription("customers", "customers", "id", null, null, Set.of("email", "tel")));
        EncryptedTables tables = new EncryptedTables(catalogue, name -> name, PlaintextPolicies.forbid());
        EncryptedTable table = Objects.requireNonNull(tables.find("customers"));
        String text = "x".repeat(200);
        try (KeysFixture fixture = KeysFixture.direct(KeysFixture.limited(maxValues, maxBytes))) {
            ItemPlaces places = new ItemPlaces(fixture.keys, (name, key) -> "acme");
            ItemSealer sealer = new ItemSealer(fixture.keys, places, fixture.statistics);
            sealer.seal(table, Map.of("id", s("1"), "email", s("x".repeat(50)), "tel", s("y".repeat(50))), kind);
            assertThat(fixture.provider.generated()).isEqualTo(1);
            sealer.seal(table, Map.of("id", s("2"), "email", s(text), "tel", s("z")), kind);
            assertThat(fixture.provider.generated()).isEqualTo(2);
        }
    }
}
