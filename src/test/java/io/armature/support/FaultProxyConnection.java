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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of a client through a {@link FaultProxy}, with the connection to the engine behind it. */
final class FaultProxyConnection {

    /** The time between two bytes of an answer that drips: below any time-out of a socket that makes sense. */
    private static final long DRIP_MILLIS = 20;

    private final CountDownLatch closed = new CountDownLatch(1);

    private final FaultProxy proxy;

    private final Socket client;

    private volatile boolean busy;

    private @Nullable Socket engine;

    FaultProxyConnection(FaultProxy proxy, Socket client) {
        this.proxy = proxy;
        this.client = client;
    }

    boolean isBusy() {
        return busy;
    }

    void close() {
        closed.countDown();
        closeQuietly(client);
    }

    /** Serves one request after the other until one of the two sides is gone. */
    void serve() {
        try {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            boolean goesOn = true;
            while (goesOn) {
                byte[] request = HttpMessage.read(in);
                busy = true;
                goesOn = request != null && serve(request, in);
                busy = false;
            }
        } catch (IOException ex) {
            // The client gave up, or the connection was cut
        } finally {
            close();
            closeQuietly(engine);
        }
    }

    private boolean serve(byte[] request, InputStream in) throws IOException {
        FaultyAnswer answer = proxy.countRequest();
        if (answer != null) {
            client.getOutputStream().write(answer.toHttp());
            return true;
        }
        switch (proxy.fault()) {
            case RESET -> client.setSoLinger(true, 0);
            case HUNG -> in.transferTo(OutputStream.nullOutputStream());
            case ANSWER_LOST -> askEngine(request);
            case DRIP -> drip(askEngine(request));
            default -> {
                byte[] passed = askEngine(request);
                if (proxy.losesAnswer()) {
                    return false;
                }
                client.getOutputStream().write(passed);
                return true;
            }
        }
        return false;
    }

    private byte[] askEngine(byte[] request) throws IOException {
        Socket socket = engine;
        if (socket == null) {
            socket = proxy.connectToEngine();
            engine = socket;
        }
        socket.getOutputStream().write(request);
        byte[] answer = HttpMessage.read(socket.getInputStream());
        if (answer == null) {
            throw new IOException("The engine closed its connection");
        }
        return answer;
    }

    private void drip(byte[] answer) throws IOException {
        for (byte next : answer) {
            if (isClosedWithin(DRIP_MILLIS)) {
                return;
            }
            client.getOutputStream().write(next);
        }
    }

    private boolean isClosedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void closeQuietly(@Nullable Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException ex) {
                // Gone is gone
            }
        }
    }
}
