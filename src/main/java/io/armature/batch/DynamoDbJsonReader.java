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
package io.armature.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/** Reads items in DynamoDB's own JSON. Confined to one thread, as its parser is. */
public final class DynamoDbJsonReader {

    private final JsonParser json;

    /**
     * Creates the reader.
     *
     * @param json one of {@link DynamoDbJson#factory()}
     */
    public DynamoDbJsonReader(JsonParser json) {
        this.json = json;
    }

    /**
     * Reads an item, of which the parser is to read the beginning next.
     *
     * @return its attributes in their order
     * @throws IllegalArgumentException if there is something else, in words without values of the item
     */
    public Map<String, AttributeValue> item() {
        try {
            return attributes();
        } catch (JacksonException ex) {
            // Neither its text nor it as a cause: both may quote values.
            throw refused("not JSON");
        }
    }

    private Map<String, AttributeValue> attributes() {
        expect(JsonToken.START_OBJECT);
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            if (attributes.put(json.currentName(), value()) != null) {
                throw refused("an attribute that is there twice");
            }
        }
        return attributes;
    }

    private AttributeValue value() {
        expect(JsonToken.START_OBJECT);
        return typedValue();
    }

    /** Reads the rest of a value whose object has begun. */
    private AttributeValue typedValue() {
        expect(JsonToken.PROPERTY_NAME);
        AttributeValue value = switch (json.currentName()) {
            case "S" -> AttributeValue.fromS(nextText());
            case "N" -> AttributeValue.fromN(nextText());
            case "B" -> AttributeValue.fromB(nextBytes());
            case "SS" -> AttributeValue.fromSs(elements(JsonToken.VALUE_STRING, json::getString));
            case "NS" -> AttributeValue.fromNs(elements(JsonToken.VALUE_STRING, json::getString));
            case "BS" -> AttributeValue.fromBs(elements(JsonToken.VALUE_STRING, this::bytes));
            case "M" -> AttributeValue.fromM(attributes());
            case "L" -> AttributeValue.fromL(elements(JsonToken.START_OBJECT, this::typedValue));
            case "BOOL" -> AttributeValue.fromBool(nextBoolean());
            case "NULL" -> AttributeValue.fromNul(nextBoolean());
            default -> throw refused("none of DynamoDB's types");
        };
        expect(JsonToken.END_OBJECT);
        return value;
    }

    private <E> List<E> elements(JsonToken first, Supplier<E> element) {
        expect(JsonToken.START_ARRAY);
        List<E> elements = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token != first) {
                throw refused("not what was expected (" + first + ")");
            }
            elements.add(element.get());
        }
        return elements;
    }

    private String nextText() {
        expect(JsonToken.VALUE_STRING);
        return json.getString();
    }

    private SdkBytes nextBytes() {
        expect(JsonToken.VALUE_STRING);
        return bytes();
    }

    private SdkBytes bytes() {
        return SdkBytes.fromByteArrayUnsafe(json.getBinaryValue());
    }

    private boolean nextBoolean() {
        return Objects.requireNonNullElseGet(json.nextBooleanValue(), () -> {
            throw refused("neither true nor false");
        });
    }

    private void expect(JsonToken token) {
        if (json.nextToken() != token) {
            throw refused("not what was expected (" + token + ")");
        }
    }

    private IllegalArgumentException refused(String found) {
        TokenStreamLocation place = json.currentTokenLocation();
        return new IllegalArgumentException("What is at line " + place.getLineNr() + ", column " + place.getColumnNr()
                + " is no item in DynamoDB's JSON: it is " + found);
    }
}
