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
package io.armature.support;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads requests and answers of HTTP/1.1 off a connection, byte by byte as they were sent. */
final class HttpMessage {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private final InputStream in;

    private HttpMessage(InputStream in) {
        this.in = in;
    }

    /**
     * Reads one message.
     *
     * @param in what comes over the connection
     * @return the message with its head, or {@code null} if the connection ended before it began
     * @throws IOException if the connection breaks, or ends within the message
     */
    static byte @Nullable [] read(InputStream in) throws IOException {
        int first = in.read();
        return (first < 0) ? null : new HttpMessage(in).read(first);
    }

    private byte[] read(int first) throws IOException {
        bytes.write(first);
        int length = 0;
        boolean chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).trim());
            }
            chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
        }
        if (chunked) {
            readChunks();
        } else {
            readFully(length);
        }
        return bytes.toByteArray();
    }

    private void readChunks() throws IOException {
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            readFully(size);
            line();
        }
        line();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().trim(), 16);
    }

    private void readFully(int length) throws IOException {
        byte[] body = in.readNBytes(length);
        bytes.write(body);
        if (body.length < length) {
            throw new EOFException("the connection ended within a message");
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended within a message");
            }
            bytes.write(next);
            if (next != '\r') {
                line.write(next);
            }
        }
        bytes.write('\n');
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
