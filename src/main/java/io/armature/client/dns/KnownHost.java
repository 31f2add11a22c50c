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
package io.armature.client.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The last good addresses of one host, and the look-up of it that is running, if one is. */
final class KnownHost {

    private final String name;

    private final LookupEnvironment environment;

    private final AtomicReference<@Nullable LookupFlight> running = new AtomicReference<>();

    private final AtomicInteger staleUses = new AtomicInteger();

    private volatile @Nullable GoodAnswer good;

    private @Nullable LookupFailure lastFailure;

    private @Nullable Instant staleSince;

    KnownHost(String name, LookupEnvironment environment) {
        this.name = name;
        this.environment = environment;
    }

    InetAddress[] resolve() throws UnknownHostException {
        LookupFlight flight = joinOrStart();
        GoodAnswer known = good;
        boolean usable =
                known != null && ageOf(known).compareTo(environment.settings().maxStale()) < 0;
        LookupAnswer answer = await(flight, known, usable);
        if (answer != null && answer.failure() == null) {
            environment.counts().add(LookupOutcome.SUCCESS);
            return answer.addresses().toArray(InetAddress[]::new);
        }
        LookupFailure failure = failureOf(answer);
        note(known, failure, usable);
        if (known != null && usable) {
            environment.counts().add(LookupOutcome.STALE_USED);
            return rotated(known.addresses());
        }
        environment.counts().add(answer == null ? LookupOutcome.TIMEOUT : LookupOutcome.FAILURE);
        throw unknown(failure, answer == null ? null : answer.cause());
    }

    private @Nullable LookupAnswer await(LookupFlight flight, @Nullable GoodAnswer known, boolean usable)
            throws UnknownHostException {
        DnsSettings settings = environment.settings();
        long patience = usable
                ? settings.lookupTimeout().toNanos()
                        - flight.ageNanos(environment.ticker().read())
                : settings.maxWait().toNanos();
        try {
            return flight.await(patience);
        } catch (InterruptedException ex) {
            // Who interrupts, such as the SDK at the end of a call's time, looks at the flag to tell it from an error.
            Thread.currentThread().interrupt();
            if (flight.ageNanos(environment.ticker().read())
                    >= settings.lookupTimeout().toNanos()) {
                note(known, LookupFailure.TIMED_OUT, false);
            }
            environment.counts().add(LookupOutcome.TIMEOUT);
            throw unknown(LookupFailure.TIMED_OUT, ex);
        }
    }

    private LookupFlight joinOrStart() {
        LookupFlight started = new LookupFlight(environment.ticker().read());
        LookupFlight joined = running.compareAndExchange(null, started);
        if (joined != null) {
            return joined;
        }
        boolean handedOver = false;
        try {
            environment.threads().execute(() -> run(started));
            handedOver = true;
        } catch (RejectedExecutionException ex) {
            // Told to all who wait by the end of the flight.
        } finally {
            if (!handedOver) {
                end(started, LookupAnswer.failed(LookupFailure.NOT_DONE, null));
            }
        }
        return started;
    }

    private void run(LookupFlight flight) {
        LookupAnswer answer = LookupAnswer.failed(LookupFailure.ERROR, null);
        try {
            answer = LookupAnswer.of(environment.lookup().lookUp(name));
        } catch (UnknownHostException ex) {
            answer = LookupAnswer.failed(LookupFailure.UNKNOWN_HOST, ex);
        } catch (RuntimeException ex) {
            answer = LookupAnswer.failed(LookupFailure.ERROR, ex);
        } finally {
            end(flight, answer);
        }
    }

    private void end(LookupFlight flight, LookupAnswer answer) {
        if (answer.failure() == null) {
            keep(answer.addresses());
        }
        // First makes room for the next look-up: who waits for this one and asks again must not get its answer again.
        running.compareAndSet(flight, null);
        flight.end(answer);
    }

    private synchronized void keep(List<InetAddress> addresses) {
        good = new GoodAnswer(
                addresses, environment.ticker().read(), environment.clock().instant());
        lastFailure = null;
        staleSince = null;
    }

    /** Notes a failure, unless a look-up has answered since the caller looked. */
    private synchronized void note(@Nullable GoodAnswer basis, LookupFailure failure, boolean staleUsed) {
        if (good != basis) {
            return;
        }
        lastFailure = failure;
        if (!staleUsed) {
            staleSince = null;
        } else if (staleSince == null) {
            staleSince = environment.clock().instant();
        }
    }

    /** Spreads connections as a name server does that gives its addresses in another order each time. */
    private InetAddress[] rotated(List<InetAddress> addresses) {
        List<InetAddress> order = new ArrayList<>(addresses);
        Collections.rotate(order, -Math.floorMod(staleUses.getAndIncrement(), order.size()));
        return order.toArray(InetAddress[]::new);
    }

    private Duration ageOf(GoodAnswer answer) {
        return Duration.ofNanos(environment.ticker().read() - answer.nanos());
    }

    private static LookupFailure failureOf(@Nullable LookupAnswer answer) {
        LookupFailure failure = answer == null ? null : answer.failure();
        return failure == null ? LookupFailure.TIMED_OUT : failure;
    }

    private UnknownHostException unknown(LookupFailure failure, @Nullable Exception cause) {
        String what = switch (failure) {
            case UNKNOWN_HOST -> "the name was not resolved";
            case EMPTY -> "the look-up answered without addresses";
            case TIMED_OUT -> "the look-up gave no answer in time";
            case ERROR -> "the look-up failed";
            case NOT_DONE -> "the name was not looked up, since all threads for that hang or the client is closed";
        };
        UnknownHostException exception = new UnknownHostException(
                name + ": " + what + ", and there are no addresses of an earlier answer to use in its place");
        exception.initCause(cause);
        return exception;
    }

    synchronized HostState state() {
        GoodAnswer known = good;
        LookupFlight flight = running.get();
        return new HostState(
                name,
                known == null ? null : known.at(),
                known == null ? null : ageOf(known),
                staleSince,
                lastFailure,
                flight == null
                        ? null
                        : Duration.ofNanos(flight.ageNanos(environment.ticker().read())));
    }

    /** Ends the wait of all who wait; the look-up itself may go on. */
    void abandon() {
        LookupFlight flight = running.get();
        if (flight != null) {
            flight.end(LookupAnswer.failed(LookupFailure.NOT_DONE, null));
        }
    }

    /**
     * Addresses that a look-up gave.
     *
     * @param addresses one or more
     * @param nanos when, by the ticker
     * @param at when, by the clock
     */
    private record GoodAnswer(List<InetAddress> addresses, long nanos, Instant at) {}
}
