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

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Items in DynamoDB's own JSON, in which each value is an object with its type's name: {@code {"N":"1.5"}}. Numbers are text in it,
 * so that none of their 38 digits is lost.
 */
public final class DynamoDbJson {

    /** A name in a document may take as many bytes as DynamoDB allows it. */
    private static final int LONGEST_NAME = 65_536;

    /** All beyond is escaped: halves of a surrogate pair, which UTF-8 has no bytes for, must not end the writing of a file. */
    private static final int HIGHEST_PLAIN_CHARACTER = 0xD7FF;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .highestNonEscapedChar(HIGHEST_PLAIN_CHARACTER)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(LONGEST_NAME).build())
            .build();

    private DynamoDbJson() {}

    /**
     * Returns the factory of generators and parsers that fit.
     *
     * @return always the same one
     */
    public static JsonFactory factory() {
        return FACTORY;
    }

    /**
     * Writes an item.
     *
     * @param item all its attributes
     * @param json where the object is written to
     */
    public static void write(Map<String, AttributeValue> item, JsonGenerator json) {
        json.writeStartObject();
        item.forEach((name, value) -> {
            json.writeName(name);
            write(value, json);
        });
        json.writeEndObject();
    }

    /** Writes a value; one without a type, which DynamoDB refuses, is an empty object. */
    private static void write(@Nullable AttributeValue value, JsonGenerator json) {
        json.writeStartObject();
        if (value != null) {
            writeTyped(value, json);
        }
        json.writeEndObject();
    }

    private static void writeTyped(AttributeValue value, JsonGenerator json) {
        switch (value.type()) {
            case S -> json.writeName("S").writeString(value.s());
            case N -> json.writeName("N").writeString(value.n());
            case B -> writeBinary(value.b(), json.writeName("B"));
            case SS -> writeTexts(value.ss(), json.writeName("SS"));
            case NS -> writeTexts(value.ns(), json.writeName("NS"));
            case BS -> {
                json.writeName("BS").writeStartArray();
                value.bs().forEach(bytes -> writeBinary(bytes, json));
                json.writeEndArray();
            }
            case M -> write(value.m(), json.writeName("M"));
            case L -> {
                json.writeName("L").writeStartArray();
                value.l().forEach(element -> write(element, json));
                json.writeEndArray();
            }
            case BOOL -> json.writeName("BOOL").writeBoolean(value.bool());
            case NUL -> json.writeName("NULL").writeBoolean(value.nul());
            case UNKNOWN_TO_SDK_VERSION -> {}
        }
    }

    private static void writeTexts(Collection<String> texts, JsonGenerator json) {
        json.writeStartArray();
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void writeBinary(SdkBytes bytes, JsonGenerator json) {
        json.writeBinary(bytes.asByteArrayUnsafe());
    }
}
