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
package io.armature.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.observation.BatchMeter;
import io.armature.observation.DnsMeter;
import io.armature.observation.DocumentedMeter;
import io.armature.observation.DynamoDbObservation;
import io.armature.observation.EncryptionMeter;
import io.armature.observation.FallbackMeter;
import io.armature.observation.FleetMeter;
import io.armature.observation.InsightMeter;
import io.armature.observation.SdkMeter;
import io.armature.observation.UpdateMeter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the guide to the metadata that IDEs show: each property and its default in one row of the configuration page. */
class ConfigurationDocsTests {

    private static final Path DOCS = Path.of("docs");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(armature\\.[^`]+)` \\| (?:`([^`]*)`|none) \\| ", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("(?<![\\w./])armature(?:\\.[a-z]+(?:-[a-z]+)*|\\.<[a-z ]+>)+");
    private static final String TABLE = "armature.tables.<logical name>";

    @Test
    void pageShouldListEveryPropertyWithItsDefault() throws IOException {
        assertThat(rows()).isEqualTo(metadata());
    }

    @Test
    void guideShouldNameOnlyPropertiesThatExist() throws IOException {
        Map<String, String> known = metadata();
        Set<String> meters = Stream.concat(
                        Stream.<DocumentedMeter[]>of(
                                        BatchMeter.values(),
                                        FleetMeter.values(),
                                        EncryptionMeter.values(),
                                        DnsMeter.values(),
                                        FallbackMeter.values(),
                                        InsightMeter.values(),
                                        UpdateMeter.values(),
                                        SdkMeter.values())
                                .flatMap(Stream::of)
                                .map(DocumentedMeter::getName),
                        Stream.of(DynamoDbObservation.values()).map(DynamoDbObservation::getName))
                .collect(Collectors.toSet());
        for (Path page : pages()) {
            assertThat(names(page))
                    .as(page.toString())
                    .allMatch(name -> meters.stream().anyMatch(meter -> (meter + ".").startsWith(name + "."))
                            || known.keySet().stream().anyMatch(key -> key.equals(name) || key.startsWith(name + ".")));
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> guide = Files.list(DOCS)) {
            return Stream.concat(Stream.of(Path.of("README.md")), guide)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static Map<String, String> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCS.resolve("configuration.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> String.valueOf(row.group(2)),
                        (one, other) -> "in the page twice",
                        TreeMap::new));
    }

    /** Returns what looks like a property in a page; any table's name stands for all of them. */
    private static List<String> names(Path page) throws IOException {
        return NAME.matcher(Files.readString(page))
                .results()
                .map(MatchResult::group)
                .map(name -> name.replaceAll("(?<=^armature\\.tables\\.)[^.]+", "<logical name>"))
                .map(name -> name.replaceAll("(?<=\\.plaintext\\.attributes\\.)[^.]+", "<attribute>"))
                .toList();
    }

    private static Map<String, String> metadata() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        try (InputStream file = new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream()) {
            for (JsonNode property : new JsonMapper().readTree(file).get("properties")) {
                String name = property.get("name").stringValue();
                // Those of endpoints are Actuator's
                if (name.startsWith("armature.")) {
                    properties.put(name, property.path("defaultValue").asString("null"));
                }
            }
        }
        // The metadata of a map is one property and says nothing of what can be set in it.
        assertThat(properties.remove("armature.tables")).isNotNull();
        properties.put(TABLE + ".name", "null");
        properties.put(TABLE + ".encrypted-attributes", "null");
        properties.put(TABLE + ".fallback.enabled", "null");
        // A table has each setting of the circuit breakers but the jitter, and no default: the one for all tables
        // holds.
        List.copyOf(properties.keySet()).stream()
                .filter(name -> name.startsWith("armature.circuit-breaker.") && !name.endsWith(".open-jitter"))
                .forEach(name -> properties.put(name.replace("armature.", TABLE + "."), "null"));
        for (String place : List.of(".plaintext", ".plaintext.attributes.<attribute>")) {
            properties.put(TABLE + place + ".policy", "forbid");
            properties.put(TABLE + place + ".until", "null");
        }
        return properties;
    }
}
