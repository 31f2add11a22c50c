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

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * Rows of comma-separated values. An empty value is an absent attribute. Each record is parsed for itself, so that a broken one
 * breaks no other. Confined to one thread.
 */
final class CsvRows implements Rows {

    /** A value that is quoted may have ends of lines in it, but when a quote is missing all the rest of a file is one value. */
    private static final int MOST_LINES = 1_000;

    private final Lines lines;

    private final ObjectReader reader =
            new CsvMapper().readerForListOf(String.class).with(CsvReadFeature.WRAP_AS_ARRAY);

    private final List<Column> columns;

    /**
     * Reads the header.
     *
     * @param lines the text
     * @param known columns whose attribute or type is not what their header says
     * @param types types of all others, by their names
     * @throws InvalidRowException if there is no header, a column comes twice, or a known one is missing
     */
    CsvRows(Lines lines, List<Column> known, Function<String, ColumnType> types) throws IOException {
        this.lines = lines;
        String header = lines.next();
        if (header == null) {
            throw new InvalidRowException("There is no header: the file is empty.");
        }
        Map<String, Column> byHeader = new HashMap<>();
        known.forEach(column -> byHeader.put(column.header(), column));
        this.columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : values(header)) {
            String stripped = name.strip();
            if (stripped.isEmpty() || !seen.add(stripped)) {
                throw new InvalidRowException(
                        "The header has " + (stripped.isEmpty() ? "an empty name" : "'" + stripped + "' twice") + ".");
            }
            Column column = byHeader.remove(stripped);
            columns.add(column == null ? new Column(stripped, types.apply(stripped)) : column);
        }
        if (!byHeader.isEmpty()) {
            throw new InvalidRowException("The header lacks " + byHeader.keySet() + ". It has " + seen + ".");
        }
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            try {
                String record = lines.next();
                if (record == null) {
                    return null;
                }
                if (!record.isBlank()) {
                    String whole = complete(record);
                    return Row.of(lines.number(), item(values(whole)));
                }
            } catch (InvalidRowException ex) {
                return Row.broken(lines.number(), String.valueOf(ex.getMessage()));
            }
        }
    }

    /** Adds the lines that belong to a quoted value which the record does not end. */
    private String complete(String record) throws IOException {
        if (balanced(record)) {
            return record;
        }
        StringBuilder whole = new StringBuilder(record);
        for (int added = 0; added < MOST_LINES; added++) {
            String more = lines.next();
            if (more == null) {
                break;
            }
            whole.append('\n').append(more);
            if (!balanced(more)) {
                return whole.toString();
            }
        }
        throw new InvalidRowException("A quote is opened and not closed.");
    }

    private static boolean balanced(String text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 0;
    }

    private List<String> values(String record) {
        try {
            List<List<String>> records = reader.<List<String>>readValues(record).readAll();
            if (records.size() != 1) {
                throw new InvalidRowException("The record has no values.");
            }
            return records.get(0);
        } catch (JacksonException ex) {
            // Its text may quote the record.
            throw new InvalidRowException("The record is not CSV: it breaks at column "
                    + ex.getLocation().getColumnNr() + ".");
        }
    }

    private Map<String, AttributeValue> item(List<String> values) {
        if (values.size() != columns.size()) {
            throw new InvalidRowException(
                    "The record has " + values.size() + " values, and the header " + columns.size() + " names.");
        }
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            if (value != null && !value.isEmpty()) {
                Column column = columns.get(i);
                item.put(column.attribute(), TypedValues.of(column, value));
            }
        }
        return item;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
