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
package io.armature.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.MisconfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableNamesTests {

    private final TableNames names = new TableNames("dev-", Map.of("orders", "Orders_2024"));

    @Test
    void logicalNameWhenAnnotatedShouldBeThatOfTheAnnotation() {
        assertThat(names.logicalName(Named.class)).isEqualTo("orders");
        assertThat(names.logicalName(Inheriting.class)).isEqualTo("orders");
    }

    @Test
    void logicalNameWhenNotAnnotatedShouldBeKebabCase() {
        assertThat(names.logicalName(OrderLine.class)).isEqualTo("order-line");
        assertThat(names.logicalName(HTTPLog2Entry.class)).isEqualTo("http-log2-entry");
    }

    @Test
    void physicalNameWhenConfiguredShouldBeTakenAsItIs() {
        assertThat(names.physicalName("orders")).isEqualTo("Orders_2024");
        assertThat(names.physicalName("customers")).isEqualTo("dev-customers");
    }

    @Test
    void physicalNameWhenConfiguredByEnvironmentShouldBeFound() {
        TableNames relaxed = new TableNames("dev-", Map.of("orderline", "by-environment", "UPPER_CASE", "by-file"));
        assertThat(relaxed.physicalName("order-line")).isEqualTo("by-environment");
        assertThat(relaxed.physicalName("upper-case")).isEqualTo("by-file");
        assertThat(relaxed.physicalName("order-lines")).isEqualTo("dev-order-lines");
        assertThat(new TableNames("", Map.of("orderline", "other", "order-line", "exact")).physicalName("order-line"))
                .isEqualTo("exact");
    }

    @Test
    void logicalNameOfShouldReverseConfiguredNamesAndElseThePrefix() {
        assertThat(names.logicalNameOf("Orders_2024")).isEqualTo("orders");
        assertThat(names.logicalNameOf("dev-customers")).isEqualTo("customers");
        assertThat(names.logicalNameOf("dev-")).isEqualTo("dev-");
        assertThat(names.logicalNameOf("customers")).isEqualTo("customers");
        assertThat(new TableNames("", Map.of("b", "same", "a", "same")).logicalNameOf("same"))
                .isEqualTo("a");
    }

    @Test
    void physicalNameWhenDynamoDbHasNoSuchNamesShouldRefuse() {
        for (String name : List.of("tv", "a b", "x".repeat(256))) {
            assertThatExceptionOfType(MisconfigurationException.class)
                    .isThrownBy(() -> new TableNames("", Map.of()).physicalName(name))
                    .withMessageContaining("'" + name + "'")
                    .extracting(MisconfigurationException::action)
                    .asString()
                    .contains("armature.tables." + name + ".name");
        }
        assertThat(new TableNames("", Map.of()).physicalName("x".repeat(255))).hasSize(255);
        assertThat(new TableNames("", Map.of()).physicalName("a_B")).isEqualTo("a_B");
    }

    @Table("orders")
    static class Named {}

    static class Inheriting extends Named {}

    static class OrderLine {}

    static class HTTPLog2Entry {}
}
