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
package io.armature.resilience.fallback;

import io.armature.resilience.fallback.ItemCodec.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes attributes one after the other. */
final class ItemWriter {

    private static final int FIRST_SIZE = 512;

    private byte[] bytes = new byte[FIRST_SIZE];

    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    void writeAttributes(Map<String, AttributeValue> attributes) {
        writeLength(attributes.size());
        attributes.forEach((name, value) -> {
            writeText(name);
            writeValue(value);
        });
    }

    private void writeValue(AttributeValue value) {
        switch (value.type()) {
            case S -> {
                writeByte(Type.S);
                writeText(value.s());
            }
            case N -> {
                writeByte(Type.N);
                writeText(value.n());
            }
            case B -> {
                writeByte(Type.B);
                writeBytes(value.b());
            }
            case BOOL -> writeByte(value.bool() ? Type.TRUE : Type.FALSE);
            case NUL -> writeByte(Type.NULL);
            case M -> {
                writeByte(Type.M);
                writeAttributes(value.m());
            }
            case L -> {
                writeByte(Type.L);
                writeLength(value.l().size());
                value.l().forEach(this::writeValue);
            }
            case SS -> writeTexts(Type.SS, value.ss());
            case NS -> writeTexts(Type.NS, value.ns());
            case BS -> {
                writeByte(Type.BS);
                writeLength(value.bs().size());
                value.bs().forEach(this::writeBytes);
            }
            default -> throw new IllegalArgumentException("A value of type " + value.type() + " can't be stored");
        }
    }

    private void writeTexts(int type, List<String> texts) {
        writeByte(type);
        writeLength(texts.size());
        texts.forEach(this::writeText);
    }

    private void writeText(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void writeBytes(SdkBytes content) {
        write(content.asByteArrayUnsafe());
    }

    private void write(byte[] content) {
        writeLength(content.length);
        reserve(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
    }

    private void writeLength(int number) {
        int rest = number;
        while (rest > 0x7f) {
            writeByte(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        writeByte(rest);
    }

    void writeByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
