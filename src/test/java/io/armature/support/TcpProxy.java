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
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands on loopback in front of any server, passes bytes on, and does to them what networks do. What it leads to can be changed,
 * as behind an address that follows a primary. All its threads are daemons whose names begin with {@link FaultProxy#THREADS}.
 * Safe for use by concurrent threads.
 */
public final class TcpProxy implements AutoCloseable {

    /** What each of the two ways takes while the network is slow. */
    public static final long SLOW_MILLIS = 30;

    private static final int CHUNK = 64 * 1024;

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    private final AtomicLong swallowed = new AtomicLong();

    private final FaultPort port;

    private volatile int target;

    private volatile Mode mode = Mode.PASS;

    /**
     * Starts a proxy that passes everything on.
     *
     * @param target port of loopback that it leads to
     */
    public TcpProxy(int target) {
        this.target = target;
        try {
            this.port = new FaultPort(this::serve);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** What happens to bytes. */
    public enum Mode {
        /** They are passed on. */
        PASS,
        /** They are passed on after {@link #SLOW_MILLIS}. */
        SLOW,
        /** Those of the client are taken, and never answered. */
        HUNG,
        /** Nobody listens, and connections are gone. */
        REFUSED
    }

    /**
     * Returns where the proxy listens.
     *
     * @return a port of loopback, always the same one
     */
    public int port() {
        return port.number();
    }

    /**
     * Changes what happens to bytes. Connections of which bytes are missing are cut.
     *
     * @param next what happens from now on
     */
    public synchronized void switchTo(Mode next) {
        if (next == mode) {
            return;
        }
        boolean cut = mode == Mode.HUNG || next == Mode.REFUSED;
        mode = next;
        try {
            if (next == Mode.REFUSED) {
                port.refuse();
            } else {
                port.listen();
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        if (cut) {
            open.forEach(Connection::close);
        }
    }

    /**
     * Leads new connections to another server.
     *
     * @param next its port of loopback
     */
    public void leadTo(int next) {
        target = next;
    }

    /**
     * Returns how many bytes of clients were taken and never answered.
     *
     * @return the number since the proxy was created
     */
    public long swallowed() {
        return swallowed.get();
    }

    @Override
    public synchronized void close() {
        port.close();
        open.forEach(Connection::close);
    }

    private void serve(Socket client) {
        try {
            Socket server = new Socket();
            server.connect(new InetSocketAddress("127.0.0.1", target));
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            new Connection(client, server).start();
        } catch (IOException ex) {
            closeQuietly(client);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException ex) {
            // Gone is gone.
        }
    }

    private final class Connection {

        private final CountDownLatch closed = new CountDownLatch(1);

        private final Socket client;

        private final Socket server;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void start() {
            open.add(this);
            run(() -> pass(client, server, true), "to");
            run(() -> pass(server, client, false), "from");
        }

        private void run(Runnable way, String name) {
            Thread thread = new Thread(way, FaultProxy.THREADS + "-bytes-" + name + "-" + port());
            thread.setDaemon(true);
            thread.start();
        }

        private void pass(Socket from, Socket to, boolean ofClient) {
            byte[] chunk = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
                    if (mode == Mode.HUNG) {
                        swallowed.addAndGet(ofClient ? length : 0);
                    } else if (mode != Mode.SLOW || !closed.await(SLOW_MILLIS, TimeUnit.MILLISECONDS)) {
                        out.write(chunk, 0, length);
                    }
                }
            } catch (IOException ex) {
                // One of the two is gone.
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            } finally {
                close();
            }
        }

        void close() {
            closed.countDown();
            open.remove(this);
            closeQuietly(client);
            closeQuietly(server);
        }
    }
}
