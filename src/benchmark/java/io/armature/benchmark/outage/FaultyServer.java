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

import io.armature.benchmark.Checks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server on a real socket that answers every request with the same item, until it is told not to. One thread tells it. */
final class FaultyServer implements AutoCloseable {

    private static final int BACKLOG = 500;

    private final InetSocketAddress address;

    /** Keeps the port from others while nobody listens on it: bound, but neither listening nor connected. */
    private final Socket reservation = new Socket();

    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private ServerSocket listening;

    private Thread accepting;

    private volatile boolean hung;

    FaultyServer() throws IOException {
        reservation.setReuseAddress(true);
        reservation.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.address = (InetSocketAddress) reservation.getLocalSocketAddress();
        this.listening = listen();
        this.accepting = start("server-" + port(), this::accept);
    }

    private ServerSocket listen() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(address, BACKLOG);
        return socket;
    }

    int port() {
        return address.getPort();
    }

    boolean isHung() {
        return hung;
    }

    /** Answers nothing from now on. What is asked now is never answered, later neither. */
    void hang() {
        hung = true;
    }

    /** Ends all connections and accepts no other; none slips in, since the port is open until the last wait for one ends. */
    void refuse() throws IOException, InterruptedException {
        listening.close();
        accepting.join();
        endConnections();
        Checks.require(!isReachable(), "Somebody listens on port " + port() + ", which has to refuse connections");
    }

    private boolean isReachable() {
        try (Socket connection = new Socket()) {
            connection.connect(address);
            return true;
        } catch (IOException ex) {
            return false;
        }
    }

    /** Ends all connections and goes on. */
    void endConnections() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /** Is well again. */
    void restore() throws IOException {
        hung = false;
        if (listening.isClosed()) {
            listening = listen();
            accepting = start("server-" + port(), this::accept);
        }
    }

    private void accept() {
        ServerSocket socket = listening;
        while (!socket.isClosed()) {
            try {
                serve(socket.accept());
            } catch (IOException ex) {
                // Closed, which the condition of the loop sees, or a client that had gone before it was accepted.
            }
        }
    }

    private void serve(Socket connection) {
        connections.add(connection);
        start("connection-" + port(), () -> {
            try (connection) {
                new FaultyConnection(this, connection).serve();
            } catch (IOException ex) {
                // The connection was ended by either side, as it has to be.
            } finally {
                connections.remove(connection);
            }
        });
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        try {
            listening.close();
            endConnections();
            reservation.close();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
