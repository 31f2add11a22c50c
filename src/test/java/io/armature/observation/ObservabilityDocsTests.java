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
package io.armature.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the page, the dashboard and the alerts to the documented enums. {@code -Darmature.docs.write=true} writes the
 * rendered part of the page anew.
 */
class ObservabilityDocsTests {

    private static final Path PAGE = Path.of("docs/observability.md");

    private static final String BEGIN =
            "<!-- rendered from the documented enums; ObservabilityDocsTests says how -->\n";

    private static final String END = "<!-- end of what is rendered -->";

    private static final Pattern METRIC = Pattern.compile("\\b(?:armature|resilience4j)_[a-z0-9_]+");

    private static List<DocumentedMeter> meters() {
        return Stream.<DocumentedMeter[]>of(
                        SdkMeter.values(),
                        FallbackMeter.values(),
                        UpdateMeter.values(),
                        BatchMeter.values(),
                        FleetMeter.values(),
                        EncryptionMeter.values(),
                        DnsMeter.values(),
                        InsightMeter.values())
                .flatMap(Stream::of)
                .toList();
    }

    @Test
    void pageShouldBeWhatTheEnumsSay() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (Boolean.getBoolean("armature.docs.write")) {
            page = page.substring(0, begin) + rendered() + page.substring(end);
            Files.writeString(PAGE, page);
            end = page.indexOf(END);
        }
        assertThat(page.substring(begin, end))
                .as("run this test with -Darmature.docs.write=true")
                .isEqualTo(rendered());
    }

    private static String rendered() {
        StringBuilder text = new StringBuilder();
        for (DynamoDbObservation observation : DynamoDbObservation.values()) {
            text.append("\n### `").append(observation.getName()).append("`\n\n");
            text.append(observation.description()).append(".\n\n");
            keys(text, "tag and attribute of the span", observation.getLowCardinalityKeyNames());
            if (observation.getHighCardinalityKeyNames().length > 0) {
                keys(text, "attribute of the span only", observation.getHighCardinalityKeyNames());
            }
        }
        text.append("\n### Meters\n\n| meter | type | what it shows | tags |\n|---|---|---|---|\n");
        for (DocumentedMeter meter : meters()) {
            text.append("| `")
                    .append(meter.getName())
                    .append("` | ")
                    .append(type(meter))
                    .append(" | ");
            text.append(meter.text().description()).append(" | ");
            text.append(meter.text().keys().stream()
                    .map(key -> "`" + key.asString() + "`: " + key.description())
                    .collect(Collectors.joining("; ")));
            text.append(" |\n");
        }
        return text.append('\n').toString();
    }

    private static String type(DocumentedMeter meter) {
        String type = meter.getType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return meter.getBaseUnit() == null ? type : type + ", " + meter.getBaseUnit();
    }

    private static void keys(StringBuilder text, String title, KeyName[] keys) {
        text.append("\n| ").append(title).append(" | values |\n|---|---|\n");
        Arrays.stream(keys)
                .forEach(key -> text.append("| `")
                        .append(key.asString())
                        .append("` | ")
                        .append(((DescribedKey) key).description())
                        .append(" |\n"));
    }

    @Test
    void dashboardShouldShowOnlyWhatExists() throws IOException {
        JsonNode dashboard = new JsonMapper().readTree(Files.readString(Path.of("docs/grafana/armature.json")));
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                expressions.add(target.get("expr").stringValue());
            }
        }
        assertThat(expressions).hasSizeGreaterThan(10);
        assertThat(metrics(String.join("\n", expressions))).isNotEmpty().isSubsetOf(known());
    }

    @Test
    void alertsShouldBeOnWhatExistsAndEachExplained() throws IOException {
        String text = Files.readString(Path.of("docs/prometheus/alerts.yml"));
        assertThat(new Yaml().<Object>load(text)).isNotNull();
        assertThat(metrics(text)).isNotEmpty().isSubsetOf(known());
        List<String> names = Pattern.compile("- alert: (\\w+)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
        List<String> explained = Pattern.compile("(?m)^\\| `(\\w+)` \\| .+ \\| .+ \\|$")
                .matcher(Files.readString(PAGE).split("## Dashboard and alerts")[1])
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(names).isNotEmpty().isEqualTo(explained);
    }

    private static Set<String> metrics(String text) {
        return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** As Prometheus names them. */
    private static Set<String> known() {
        Set<String> names = new HashSet<>(Set.of("resilience4j_circuitbreaker_state"));
        for (DynamoDbObservation observation : DynamoDbObservation.values()) {
            for (String part : List.of("_seconds_count", "_seconds_sum", "_seconds_max")) {
                names.add(observation.getName().replace('.', '_') + part);
            }
        }
        for (DocumentedMeter meter : meters()) {
            names.addAll(prometheusNames(meter));
        }
        return names;
    }

    private static List<String> prometheusNames(DocumentedMeter meter) {
        String name = meter.getName().replace('.', '_');
        String unit = meter.getBaseUnit();
        String named = unit == null || name.endsWith(unit) ? name : name + "_" + unit;
        if (meter.getType() == Meter.Type.COUNTER) {
            return List.of(named + "_total");
        }
        if (meter.getType() == Meter.Type.GAUGE) {
            return List.of(named);
        }
        String summary = meter.getType() == Meter.Type.TIMER ? named + "_seconds" : named;
        return List.of(summary + "_count", summary + "_sum", summary + "_max");
    }
}
