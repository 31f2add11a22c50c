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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A port of loopback that listens, refuses or keeps silent, and is the same port all the time. */
final class FaultPort implements AutoCloseable {

    /** A connection on loopback is there in less than a millisecond, or the port keeps silent. */
    private static final int SILENCE_MILLIS = 100;

    /** More than any operating system puts into a queue for which one place was asked. */
    private static final int MOST_WAITING = 16;

    /** Longer than any test has callers: a connection that finds the queue full is tried again a second later. */
    private static final int QUEUE = 1024;

    private final List<Socket> waiting = new ArrayList<>();

    private final Consumer<Socket> acceptor;

    private final InetSocketAddress address;

    private @Nullable ServerSocket listener;

    private @Nullable Socket holder;

    private @Nullable Thread acceptorThread;

    FaultPort(Consumer<Socket> acceptor) throws IOException {
        this.acceptor = acceptor;
        ServerSocket first = bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), QUEUE);
        this.address = (InetSocketAddress) first.getLocalSocketAddress();
        accept(first);
    }

    int number() {
        return address.getPort();
    }

    void listen() throws IOException {
        if (acceptorThread == null) {
            close();
            accept(bind(address, QUEUE));
        }
    }

    /** A port that is bound and not listened on refuses, and no other process gets it in the meantime. */
    void refuse() throws IOException {
        close();
        Socket bound = new Socket();
        bound.setReuseAddress(true);
        bound.bind(address);
        holder = bound;
    }

    /**
     * Fills the queue of connections that nobody accepts. The operating system then drops further attempts to connect
     * without a word.
     */
    void keepSilent() throws IOException {
        close();
        listener = bind(address, 1);
        for (int i = 0; i < MOST_WAITING; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(address, SILENCE_MILLIS);
            } catch (SocketTimeoutException ex) {
                return;
            }
        }
        throw new IllegalStateException("This operating system accepts connections beyond its queue");
    }

    @Override
    public void close() {
        closeAll(waiting);
        waiting.clear();
        if (holder != null) {
            closeAll(List.of(holder));
            holder = null;
        }
        if (listener != null) {
            closeAll(List.of(listener));
            listener = null;
        }
        if (acceptorThread != null) {
            awaitEnd(acceptorThread);
            acceptorThread = null;
        }
    }

    /** Waits, since a thread that is still within {@code accept} keeps the port listening. */
    private static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private static ServerSocket bind(InetSocketAddress address, int backlog) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(address, backlog);
        return socket;
    }

    private void accept(ServerSocket socket) {
        listener = socket;
        Thread thread = new Thread(() -> acceptAll(socket), FaultProxy.THREADS + "-port-" + number());
        thread.setDaemon(true);
        thread.start();
        acceptorThread = thread;
    }

    private void acceptAll(ServerSocket socket) {
        try {
            while (true) {
                acceptor.accept(socket.accept());
            }
        } catch (IOException ex) {
            // Closed, since something else is to happen on this port
        }
    }

    private static void closeAll(List<? extends AutoCloseable> sockets) {
        for (AutoCloseable socket : sockets) {
            try {
                socket.close();
            } catch (Exception ex) {
                throw new IllegalStateException(ex);
            }
        }
    }
}
