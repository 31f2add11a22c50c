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
package io.armature.resilience;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** A server that answers each request as it is told, also in ways in which no HTTP server does. */
final class RawServer implements AutoCloseable {

    private final ServerSocket socket;

    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

    private final Queue<byte[]> afterwards = new ConcurrentLinkedQueue<>();

    private final CountDownLatch requested = new CountDownLatch(1);

    private volatile byte[] answer = new byte[0];

    private volatile boolean silent;

    private volatile boolean reset;

    RawServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    void answer(Answer kind) {
        silent = kind == Answer.SILENCE;
        reset = kind == Answer.RESET;
        answer = kind.bytes.getBytes(StandardCharsets.UTF_8);
    }

    void answer(int status, String body) {
        answer = http(status, body);
    }

    /** Answers all requests but the first one so. */
    void afterwards(int status, String body) {
        afterwards.add(answer);
        answer = http(status, body);
    }

    private static byte[] http(int status, String body) {
        return ("HTTP/1.1 " + status + " Stub\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
                        + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    void awaitRequest() throws InterruptedException {
        requested.await();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                start(() -> serve(connection));
            } catch (IOException ex) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try {
            readRequest(connection.getInputStream());
            requested.countDown();
            if (silent) {
                return;
            }
            byte[] first = afterwards.poll();
            connection.getOutputStream().write(first == null ? answer : first);
            connection.getOutputStream().flush();
            if (reset) {
                connection.setSoLinger(true, 0);
            }
            connection.close();
        } catch (IOException ex) {
            // The client has gone, which is what some tests are about.
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            // A handshake of TLS begins with this byte.
            if (next < 0 || head.size() == 0 && next == 22) {
                return;
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int at = text.indexOf("content-length:") + "content-length:".length();
        in.readNBytes(
                Integer.parseInt(text.substring(at, text.indexOf('\r', at)).strip()));
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** How a request is answered. */
    enum Answer {
        /** The connection ends without an answer. */
        NOTHING(""),
        /** The connection is reset. */
        RESET(""),
        /** Nothing comes, and the connection stays. */
        SILENCE(""),
        /** The head is not complete. */
        CUT_HEAD("HTTP/1.1 200 OK\r\nContent-Ty"),
        /** The body is shorter than announced. */
        CUT_BODY("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Item\":{\"id\":{\"S"),
        /** The check sum is not that of the body. */
        WRONG_SUM("HTTP/1.1 200 OK\r\nx-amz-crc32: 1\r\nContent-Length: 2\r\n\r\n{}"),
        /** The body is something else than DynamoDB answers. */
        NO_JSON("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>");

        private final String bytes;

        Answer(String bytes) {
            this.bytes = bytes;
        }
    }
}
