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

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What was written once stays readable; the items come from a second implementation of the format. */
@Tag("F20")
@Tag("F8")
@Tag("F9")
@Tag("F10")
@Tag("F12")
class GoldenItemTests {

    @ParameterizedTest
    @ValueSource(strings = {"version-1-put", "version-1-update"})
    void openWhenItemIsGoldenShouldReturnItsValues(String file) throws IOException {
        Properties item = load(file);
        ItemFixture fixture = new ItemFixture();
        byte[] dataKey = bytes(item, "data-key");
        Scope scope = new Scope(text(item, "domain"), text(item, "tenant"), text(item, "table"));
        KeyRecord record = KeyRecord.parse(new Location(scope.table(), "_ak"), bytes(item, "record"));
        fixture.remember(record, dataKey);
        Set<String> opened = new TreeSet<>();
        Values.golden().forEach((attribute, value) -> {
            AttributeValue stored = Values.b(bytes(item, "attribute." + attribute + ".envelope"));
            AttributeValue read = fixture.open(scope, attribute, keys(item), stored, Values.b(record.toByteArray()));
            assertThat(Values.ordered(read)).isEqualTo(Values.ordered(value));
            assertThat(PlaintextWriter.write(new Location(scope.table(), attribute), value))
                    .isEqualTo(bytes(item, "attribute." + attribute + ".plaintext"));
            opened.add("attribute." + attribute + ".envelope");
        });
        assertThat(item.stringPropertyNames())
                .filteredOn(name -> name.endsWith(".envelope"))
                .containsExactlyInAnyOrderElementsOf(opened);
    }

    private static KeyAttributes keys(Properties item) {
        String name = text(item, "partition.name");
        return item.containsKey("sort.name")
                ? KeyAttributes.of(name, key(item, "partition"), text(item, "sort.name"), key(item, "sort"))
                : KeyAttributes.of(name, key(item, "partition"));
    }

    private static AttributeValue key(Properties item, String key) {
        String value = text(item, key + ".value");
        return switch (text(item, key + ".type")) {
            case "S" -> AttributeValue.fromS(value);
            case "N" -> AttributeValue.fromN(value);
            default -> Values.b(HexFormat.of().parseHex(value));
        };
    }

    private static Properties load(String file) throws IOException {
        String resource = "/golden/" + file + ".properties";
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(GoldenItemTests.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    private static String text(Properties item, String name) {
        return Objects.requireNonNull(item.getProperty(name), name);
    }

    private static byte[] bytes(Properties item, String name) {
        return HexFormat.of().parseHex(text(item, name));
    }
}
