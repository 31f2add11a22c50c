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
package io.armature.encryption;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One call at a time for each data key, whoever needs it. Calls run on threads of their own, so that a caller who is
 * interrupted takes nobody with him. Safe for use by concurrent threads, virtual ones too.
 */
final class KeyFlights<K> {

    private final Executor executor;

    private final long patience;

    private final KeySource<K> source;

    private final Map<K, KeyFlight> flights = new ConcurrentHashMap<>();

    /** Nothing that a flight brings may be kept once a flush has begun, not even for a moment. */
    private final ReentrantLock keeping = new ReentrantLock();

    private volatile long epoch;

    private volatile boolean closed;

    KeyFlights(KeyEnvironment environment, KeySource<K> source) {
        this.executor = environment.calls();
        this.patience = environment.patience();
        this.source = source;
    }

    /** Calls in the background, unless somebody does; for a key other than the one that was seen. */
    void start(K id, @Nullable DataKey seen) {
        if (!closed && !isUnderWay(id)) {
            join(id, seen).leave();
        }
    }

    boolean isUnderWay(K id) {
        return flights.containsKey(id);
    }

    /**
     * Joins the flight for a key other than the one that was seen, or begins it. Whoever joins has to leave.
     *
     * @throws IllegalStateException if the keys have been closed
     */
    KeyFlight join(K id, @Nullable DataKey seen) {
        while (true) {
            if (closed) {
                throw new IllegalStateException("The data keys have been closed");
            }
            KeyFlight mine = new KeyFlight(epoch);
            KeyFlight other = flights.putIfAbsent(id, mine);
            KeyFlight flight = other == null ? mine : other;
            boolean joined = flight.join();
            if (other == null) {
                launch(id, mine, seen);
            }
            if (joined) {
                return flight;
            }
        }
    }

    /**
     * Waits for a flight and tells whether what it brought counts: it does not when the keys were flushed meanwhile, or
     * when it takes so long that it is now remembered as a failure. It then goes on, so that no other one hangs beside it.
     *
     * @throws CancellationException if the caller is interrupted, which stays interrupted
     */
    boolean await(K id, KeyFlight flight) {
        try {
            if (!flight.await(patience)) {
                giveUp(id, flight);
                return false;
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("Interrupted while waiting for a data key");
            cancelled.initCause(ex);
            throw cancelled;
        }
        return isCurrent(flight);
    }

    private void giveUp(K id, KeyFlight flight) {
        keeping.lock();
        try {
            if (flights.get(id) == flight && source.remembered(id) == null) {
                source.remember(id, KeyFailure.overdue(source.wrappingKey(id), patience));
            }
        } finally {
            keeping.unlock();
        }
    }

    /** Forgets all keys and failures; what is under way will not be kept. */
    void flush() {
        keeping.lock();
        try {
            epoch++;
            flights.clear();
            source.clear();
        } finally {
            keeping.unlock();
        }
    }

    void close() {
        closed = true;
        flush();
    }

    private void launch(K id, KeyFlight flight, @Nullable DataKey seen) {
        // Another flight may have landed since the caller looked.
        DataKey held = source.held(id);
        KeyFailure remembered = source.remembered(id);
        if (held != null && held != seen && held.tryHold()) {
            flights.remove(id, flight);
            flight.land(held, null);
        } else if (remembered != null) {
            flights.remove(id, flight);
            flight.land(null, remembered);
        } else {
            execute(id, flight);
        }
    }

    private void execute(K id, KeyFlight flight) {
        try {
            executor.execute(() -> fly(id, flight));
        } catch (RuntimeException | Error ex) {
            land(id, flight, null, new KeyFailure(ex));
        }
    }

    private void fly(K id, KeyFlight flight) {
        DataKey key = null;
        KeyFailure failure = null;
        try {
            key = isCurrent(flight) ? source.fetch(id) : null;
        } catch (Throwable ex) {
            // Whatever it is, those who wait must hear of it and not wait for ever.
            failure = new KeyFailure(ex);
        }
        land(id, flight, key, failure);
    }

    private void land(K id, KeyFlight flight, @Nullable DataKey key, @Nullable KeyFailure failure) {
        keeping.lock();
        try {
            if (isCurrent(flight) && key != null) {
                source.keep(id, key);
            } else if (isCurrent(flight) && failure != null) {
                source.remember(id, failure);
            }
        } finally {
            flights.remove(id, flight);
            keeping.unlock();
            flight.land(key, failure);
        }
    }

    private boolean isCurrent(KeyFlight flight) {
        return flight.epoch() == epoch && !closed;
    }
}
