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
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Rows that are JSON objects, one in each line; empty lines are none. Confined to one thread. */
final class JsonLinesRows implements Rows {

    private final Lines lines;

    private final Map<String, Column> columns = new HashMap<>();

    JsonLinesRows(Lines lines, List<Column> columns) {
        this.lines = lines;
        columns.forEach(column -> this.columns.put(column.header(), column));
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            try {
                String line = lines.next();
                if (line == null) {
                    return null;
                }
                if (!line.isBlank()) {
                    return Row.of(lines.number(), object(line));
                }
            } catch (InvalidRowException ex) {
                return Row.broken(lines.number(), String.valueOf(ex.getMessage()));
            }
        }
    }

    private Map<String, AttributeValue> object(String line) {
        try (JsonParser json = DynamoDbJson.factory().createParser(ObjectReadContext.empty(), line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidRowException("The line is not a JSON object.");
            }
            Map<String, AttributeValue> item = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                Column column = columns.get(name);
                json.nextToken();
                if (item.put(
                                column == null ? name : column.attribute(),
                                column == null ? value(json) : typed(json, column))
                        != null) {
                    throw new InvalidRowException("The object has '" + name + "' twice.");
                }
            }
            if (json.nextToken() != null) {
                throw new InvalidRowException("There is something behind the JSON object.");
            }
            return item;
        } catch (JacksonException ex) {
            // Its text may quote the line.
            throw new InvalidRowException("The line is not JSON: it breaks at column "
                    + ex.getLocation().getColumnNr() + ".");
        }
    }

    private static AttributeValue typed(JsonParser json, Column column) {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<String> elements = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                elements.add(json.getString());
            }
            return switch (column.type()) {
                case STRING_SET -> AttributeValue.fromSs(elements);
                case NUMBER_SET ->
                    AttributeValue.fromNs(elements.stream()
                            .map(element -> TypedValues.number(column, element))
                            .toList());
                default -> throw TypedValues.wrong(column, "is a list");
            };
        }
        if (!json.currentToken().isScalarValue() || json.currentToken() == JsonToken.VALUE_NULL) {
            throw TypedValues.wrong(column, "has no single value");
        }
        return TypedValues.of(column, json.getString());
    }

    private static AttributeValue value(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> AttributeValue.fromS(json.getString());
            case VALUE_NUMBER_INT -> AttributeValue.fromN(json.getString());
            case VALUE_NUMBER_FLOAT -> AttributeValue.fromN(new BigDecimal(json.getString()).toString());
            case VALUE_TRUE -> AttributeValue.fromBool(true);
            case VALUE_FALSE -> AttributeValue.fromBool(false);
            case VALUE_NULL -> AttributeValue.fromNul(true);
            case START_ARRAY -> {
                List<AttributeValue> elements = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(json));
                }
                yield AttributeValue.fromL(elements);
            }
            case START_OBJECT -> {
                Map<String, AttributeValue> members = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    members.put(name, value(json));
                }
                yield AttributeValue.fromM(members);
            }
            default -> throw new InvalidRowException("The line is not JSON.");
        };
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
