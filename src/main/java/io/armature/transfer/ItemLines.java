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
package io.armature.transfer;

import io.armature.batch.DynamoDbJson;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.csv.CsvMapper;

/** Turns items into lines of a format. Safe for use by concurrent threads. */
interface ItemLines {

    /** Returns an item's line with its end. */
    byte[] line(Map<String, AttributeValue> item);

    /** Returns what a file begins with. */
    default byte[] header() {
        return new byte[0];
    }

    static ItemLines of(DataFormat format, List<Column> columns) {
        return switch (format) {
            case DYNAMODB_JSON -> ItemLines::dynamoDbJson;
            case JSON_LINES -> item -> plainJson(item, columns);
            case CSV -> new Csv(columns);
        };
    }

    private static byte[] dynamoDbJson(Map<String, AttributeValue> item) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = DynamoDbJson.factory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeName("Item");
            DynamoDbJson.write(item, json);
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static byte[] plainJson(Map<String, AttributeValue> item, List<Column> columns) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = DynamoDbJson.factory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            if (columns.isEmpty()) {
                item.forEach((name, value) -> write(name, value, json));
            } else {
                columns.forEach(column -> write(column.header(), item.get(column.attribute()), json));
            }
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void write(String name, @Nullable AttributeValue value, JsonGenerator json) {
        if (value != null) {
            json.writeName(name);
            write(value, json);
        }
    }

    /** Writes sets as lists and bytes in Base64, whose types are then lost. */
    private static void write(AttributeValue value, JsonGenerator json) {
        switch (value.type()) {
            case S -> json.writeString(value.s());
            case N -> json.writeNumber(new BigDecimal(value.n()));
            case BOOL -> json.writeBoolean(value.bool());
            case B -> json.writeBinary(value.b().asByteArrayUnsafe());
            case M -> {
                json.writeStartObject();
                value.m().forEach((name, member) -> write(name, member, json));
                json.writeEndObject();
            }
            case L -> writeAll(value.l(), json);
            case SS -> writeAll(value.ss().stream().map(AttributeValue::fromS).toList(), json);
            case NS -> writeAll(value.ns().stream().map(AttributeValue::fromN).toList(), json);
            case BS -> writeAll(value.bs().stream().map(AttributeValue::fromB).toList(), json);
            default -> json.writeNull();
        }
    }

    private static void writeAll(List<AttributeValue> values, JsonGenerator json) {
        json.writeStartArray();
        values.forEach(value -> write(value, json));
        json.writeEndArray();
    }

    /** Comma-separated values: an absent attribute is empty, sets are between semicolons, documents are JSON. */
    final class Csv implements ItemLines {

        private final CsvMapper mapper = new CsvMapper();

        private final List<Column> columns;

        Csv(List<Column> columns) {
            this.columns = columns;
        }

        @Override
        public byte[] header() {
            return record(columns.stream().map(Column::header).toList());
        }

        @Override
        public byte[] line(Map<String, AttributeValue> item) {
            List<String> values = new ArrayList<>(columns.size());
            columns.forEach(column -> values.add(text(item.get(column.attribute()))));
            return record(values);
        }

        private byte[] record(List<String> values) {
            StringWriter text = new StringWriter();
            mapper.writer(mapper.schemaFor(String[].class).withLineSeparator("\n"))
                    .writeValue(text, values.toArray(String[]::new));
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        private static String text(@Nullable AttributeValue value) {
            if (value == null) {
                return "";
            }
            return switch (value.type()) {
                case S -> value.s();
                case N -> value.n();
                case BOOL -> value.bool().toString();
                case B -> Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe());
                case SS -> String.join(";", value.ss());
                case NS -> String.join(";", value.ns());
                case BS ->
                    value.bs().stream()
                            .map(bytes -> Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()))
                            .collect(Collectors.joining(";"));
                case NUL, UNKNOWN_TO_SDK_VERSION -> "";
                case L, M -> new String(plainJson(Map.of("v", value), List.of()), StandardCharsets.UTF_8).strip();
            };
        }
    }
}
