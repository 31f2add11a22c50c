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
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands on loopback in front of a real engine and does to its clients what networks and servers do.
 *
 * <p>It is switched at run time; what a connection does is decided anew for each request. All its threads are daemons
 * whose names begin with {@link #THREADS}. Safe for use by concurrent threads.
 */
public final class FaultProxy implements AutoCloseable {

    /** Beginning of the names of all threads of such proxies. */
    public static final String THREADS = "fault-proxy";

    private final AtomicInteger accepted = new AtomicInteger();

    private final AtomicLong requests = new AtomicLong();

    private final Set<FaultProxyConnection> open = ConcurrentHashMap.newKeySet();

    private final InetSocketAddress engine;

    private final FaultPort port;

    private volatile Fault fault = Fault.NONE;

    private volatile @Nullable Answering answering;

    private volatile BooleanSupplier losing = () -> false;

    /**
     * Starts a proxy that passes everything on.
     *
     * @param engine address of the engine
     */
    public FaultProxy(URI engine) {
        this.engine = new InetSocketAddress(engine.getHost(), engine.getPort());
        try {
            this.port = new FaultPort(this::serve);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** What goes wrong. */
    public enum Fault {
        /** Nothing does: every request is passed on, and its answer back. */
        NONE,
        /** Nobody listens: every connection is refused, and those that were open are gone. */
        REFUSED,
        /** The connection is reset as soon as a request has arrived. */
        RESET,
        /** Requests are read and never answered. */
        HUNG,
        /** The engine's answer comes byte by byte, each soon enough for the time-out of a socket. */
        DRIP,
        /** Attempts to connect are neither accepted nor refused, and connections that were open are gone. */
        SILENT,
        /** The engine does what it is asked for; its answer is lost with the connection. */
        ANSWER_LOST
    }

    /**
     * Returns where the proxy listens.
     *
     * @return its address, always the same one
     */
    public URI uri() {
        return uri("127.0.0.1");
    }

    /**
     * Returns where the proxy listens, under a name that the client's resolver has to know.
     *
     * @param host the name
     * @return the address with the name
     */
    public URI uri(String host) {
        return URI.create("http://" + host + ":" + port.number());
    }

    /**
     * Lets something go wrong from now on, or nothing.
     *
     * @param next what goes wrong
     */
    public synchronized void switchTo(Fault next) {
        fault = next;
        try {
            switch (next) {
                case REFUSED -> port.refuse();
                case SILENT -> port.keepSilent();
                default -> port.listen();
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        if (next == Fault.REFUSED || next == Fault.SILENT) {
            cutConnections();
        }
    }

    /**
     * Gives an answer to a share of the requests, in a fixed order, and passes the others on.
     *
     * @param answer the answer
     * @param share more than 0, 1 for all requests
     */
    public void answer(FaultyAnswer answer, double share) {
        answering = new Answering(answer, share, new AtomicLong());
    }

    /** Passes every request on again. */
    public void answerNothing() {
        answering = null;
    }

    /**
     * Loses the answers to a share of the requests, which the engine has carried out by then, by closing the connection.
     *
     * @param share 0 for none, 1 for all
     * @param random numbers from 0 to 1 that decide, asked by several threads at once
     */
    public void loseAnswers(double share, DoubleSupplier random) {
        losing = () -> random.getAsDouble() < share;
    }

    boolean losesAnswer() {
        return losing.getAsBoolean();
    }

    /** Closes the connections on which no request is on its way, as servers and load balancers do. */
    public void cutIdleConnections() {
        open.stream().filter(connection -> !connection.isBusy()).forEach(FaultProxyConnection::close);
    }

    /** Closes all connections. */
    public void cutConnections() {
        open.forEach(FaultProxyConnection::close);
    }

    /**
     * Returns how many connections were accepted.
     *
     * @return the number since the proxy was created
     */
    public int connections() {
        return accepted.get();
    }

    /**
     * Returns how many connections are open.
     *
     * @return the number at present
     */
    public int openConnections() {
        return open.size();
    }

    /**
     * Returns how many requests arrived.
     *
     * @return the number since the proxy was created
     */
    public long requests() {
        return requests.get();
    }

    @Override
    public synchronized void close() {
        port.close();
        cutConnections();
    }

    Fault fault() {
        return fault;
    }

    /** Returns what to answer instead of the engine, or {@code null} to ask the engine. */
    @Nullable
    FaultyAnswer countRequest() {
        requests.incrementAndGet();
        Answering current = answering;
        return (current != null && current.isNext()) ? current.answer() : null;
    }

    Socket connectToEngine() throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(engine);
        return socket;
    }

    private void serve(Socket client) {
        FaultProxyConnection connection = new FaultProxyConnection(this, client);
        open.add(connection);
        Thread thread = new Thread(
                () -> {
                    try {
                        connection.serve();
                    } finally {
                        open.remove(connection);
                    }
                },
                THREADS + "-connection-" + accepted.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    private record Answering(FaultyAnswer answer, double share, AtomicLong asked) {

        /** Spreads the share evenly: every fifth request for a share of 0.2. */
        boolean isNext() {
            long number = asked.incrementAndGet();
            return (long) (number * share) != (long) ((number - 1) * share);
        }
    }
}
