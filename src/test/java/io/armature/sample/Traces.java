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
package io.armature.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Looks for what must not be there: in each form in which text or numbers are usually written, and in what was compressed. */
final class Traces {

    private static final int GZIP = 0x1f;

    private static final int ZLIB = 0x78;

    private final List<Trace> traces = new ArrayList<>();

    /** Adds a text of four or more characters. */
    void addText(String text) {
        add(text, text.getBytes(StandardCharsets.UTF_8));
        add(text, text.getBytes(StandardCharsets.UTF_16BE));
        add(text, text.getBytes(StandardCharsets.UTF_16LE));
        addEncoded(text, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a number that is large enough to be told from others. */
    void addNumber(long number) {
        addText(Long.toString(number));
        add(Long.toString(number), Long.toHexString(number).getBytes(StandardCharsets.US_ASCII));
        add(Long.toString(number), significant(number, ByteOrder.BIG_ENDIAN));
        add(Long.toString(number), significant(number, ByteOrder.LITTLE_ENDIAN));
    }

    private static byte[] significant(long number, ByteOrder order) {
        int length = (Long.SIZE - Long.numberOfLeadingZeros(number) + Byte.SIZE - 1) / Byte.SIZE;
        byte[] all =
                ByteBuffer.allocate(Long.BYTES).order(order).putLong(number).array();
        byte[] used = new byte[length];
        System.arraycopy(all, order == ByteOrder.BIG_ENDIAN ? Long.BYTES - length : 0, used, 0, length);
        return used;
    }

    private void addEncoded(String name, byte[] bytes) {
        add(name, HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
        add(name, HexFormat.of().withUpperCase().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String encoded = Base64.getEncoder().encodeToString(shifted);
            // Without the ends, which depend on what stands beside it.
            String middle = encoded.substring(shift == 0 ? 0 : 4, encoded.length() - 4);
            if (middle.length() >= 4) {
                add(name, middle.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void add(String name, byte[] form) {
        traces.add(new Trace(name, form));
    }

    /** Returns the first that is found, if any. */
    Optional<String> in(byte[] bytes) {
        Optional<String> found = plainlyIn(bytes);
        for (int start = 0; start < bytes.length && found.isEmpty(); start++) {
            int first = bytes[start] & 0xff;
            if (first == GZIP || first == ZLIB) {
                found = plainlyIn(inflated(bytes, start, first == GZIP));
            }
        }
        return found;
    }

    private Optional<String> plainlyIn(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return traces.stream()
                .filter(trace -> text.contains(trace.searched()))
                .map(Trace::name)
                .findFirst();
    }

    private static byte[] inflated(byte[] bytes, int start, boolean gzip) {
        ByteArrayInputStream compressed = new ByteArrayInputStream(bytes, start, bytes.length - start);
        try (InputStream plain = gzip ? new GZIPInputStream(compressed) : new InflaterInputStream(compressed)) {
            return plain.readAllBytes();
        } catch (IOException ex) {
            return new byte[0];
        }
    }

    private record Trace(String name, String searched) {

        Trace(String name, byte[] form) {
            this(name, new String(form, StandardCharsets.ISO_8859_1));
        }
    }
}
