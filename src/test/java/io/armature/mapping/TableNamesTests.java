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

    @Table("orders")
    static class Named {}

    static class Inheriting extends Named {}

    static class OrderLine {}

    static class HTTPLog2Entry {}
}
