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
package io.armature.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TableCatalogueTests {

    private static final TableDescription ORDERS =
            new TableDescription("prod-orders", "orders", "id", "line", null, Set.of("email"));

    private final TableCatalogue catalogue = new TableCatalogue();

    @Test
    void findWhenTableIsKnownShouldReturnIt() {
        catalogue.register(ORDERS);

        assertThat(catalogue.find("prod-orders")).contains(ORDERS);
        assertThat(catalogue.find("orders")).isEmpty();
        assertThat(catalogue.findByAnyName("orders")).contains(ORDERS);
        assertThat(catalogue.findByAnyName("prod-orders")).contains(ORDERS);
        assertThat(catalogue.findByAnyName("customers")).isEmpty();
        assertThat(catalogue.tables()).containsExactly(ORDERS);
    }

    @Test
    void registerWhenTableIsSharedShouldMerge() {
        catalogue.register(ORDERS);
        catalogue.register(new TableDescription("prod-orders", "orders", "id", "line", "version", Set.of("phone")));
        catalogue.register(ORDERS);

        assertThat(catalogue.find("prod-orders"))
                .contains(new TableDescription(
                        "prod-orders", "orders", "id", "line", "version", Set.of("email", "phone")));
    }

    @Test
    void tablesWhenOneIsAddedLaterShouldStayAsTheyWere() {
        catalogue.register(ORDERS);
        var tables = catalogue.tables();
        catalogue.register(new TableDescription("prod-tracks", "tracks", "id", null, null, Set.of()));

        assertThat(tables).hasSize(1);
        assertThat(catalogue.tables()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource
    void registerWhenDeclarationsDifferShouldRefuse(TableDescription other, String what, String value) {
        TableDescription versioned = new TableDescription("prod-orders", "orders", "id", "line", "version", Set.of());
        catalogue.register(versioned);

        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> catalogue.register(other))
                .withMessageContainingAll("prod-orders", what, value)
                .satisfies(ex -> assertThat(ex.action()).contains(what));
        assertThat(catalogue.find("prod-orders")).contains(versioned);
    }

    static Stream<Arguments> registerWhenDeclarationsDifferShouldRefuse() {
        return Stream.of(
                Arguments.of(table("invoices", "id", "line", null), "logical name", "'invoices'"),
                Arguments.of(table("orders", "other", "line", null), "partition key", "'other'"),
                Arguments.of(table("orders", "id", "other", null), "sort key", "'other'"),
                Arguments.of(table("orders", "id", null, null), "sort key", "(none)"),
                Arguments.of(table("orders", "id", "line", "other"), "version attribute", "'other'"));
    }

    private static TableDescription table(
            String logicalName, String partitionKey, @Nullable String sortKey, @Nullable String version) {
        return new TableDescription("prod-orders", logicalName, partitionKey, sortKey, version, Set.of());
    }
}
