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

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8 text, each decoded for itself, so that a broken one breaks no other. Confined to one thread. */
final class Lines implements Closeable {

    /** An item of 400 KB in DynamoDB's JSON with every character escaped stays far below. */
    private static final int LONGEST = 16 * 1_024 * 1_024;

    private static final int BUFFER = 1 << 16;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;

    private final byte[] buffer = new byte[BUFFER];

    private int position;

    private int limit;

    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Returns the number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /**
     * Reads the next line without its end.
     *
     * @return {@code null} at the end of the text
     * @throws InvalidRowException if the line is no text or too long; the next call goes on behind it
     * @throws IOException if the source can't be read any further
     */
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream collected = null;
        while (true) {
            if (position == limit && !fill()) {
                return collected == null ? null : text(collected.toByteArray(), 0, collected.size());
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            if (end < limit && collected == null) {
                int start = position;
                position = end + 1;
                return text(buffer, start, end - start);
            }
            collected = collected == null ? new ByteArrayOutputStream() : collected;
            if (collected.size() + end - position <= LONGEST) {
                collected.write(buffer, position, end - position);
            } else {
                collected.reset();
                skipLine(end);
                throw new InvalidRowException("The line is longer than " + LONGEST + " bytes.");
            }
            boolean ended = end < limit;
            position = ended ? end + 1 : end;
            if (ended) {
                return text(collected.toByteArray(), 0, collected.size());
            }
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    private void skipLine(int from) throws IOException {
        number++;
        position = from;
        while (position < limit || fill()) {
            if (buffer[position++] == '\n') {
                return;
            }
        }
    }

    private String text(byte[] bytes, int offset, int length) {
        number++;
        int trimmed = length > 0 && bytes[offset + length - 1] == '\r' ? length - 1 : length;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, trimmed))
                    .toString();
            return number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException ex) {
            throw new InvalidRowException("The line is not UTF-8.");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
