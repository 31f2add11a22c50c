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
package io.armature.benchmark.outage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;

/** One connection to the server: as much of HTTP as the SDK's client needs. */
final class FaultyConnection {

    private static final String ITEM = "{\"Item\":{\"id\":{\"S\":\"1\"},\"name\":{\"S\":\"one\"}}}";

    private static final byte[] ANSWER =
            ("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: " + ITEM.length()
                            + "\r\n\r\n" + ITEM)
                    .getBytes(ISO_8859_1);

    private static final String LENGTH = "content-length:";

    private final FaultyServer server;

    private final Socket socket;

    private final InputStream in;

    FaultyConnection(FaultyServer server, Socket socket) throws IOException {
        this.server = server;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    void serve() throws IOException {
        while (readRequest()) {
            if (server.isHung()) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
                return;
            }
            socket.getOutputStream().write(ANSWER);
        }
    }

    /** Reads a whole request, or returns {@code false} if the client has closed the connection. */
    private boolean readRequest() throws IOException {
        String line = readLine();
        if (line.isEmpty()) {
            return false;
        }
        int length = 0;
        for (; !line.isEmpty(); line = readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).trim());
            }
        }
        if (in.readNBytes(length).length < length) {
            throw new EOFException("The client went away within a request");
        }
        return true;
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }
}
