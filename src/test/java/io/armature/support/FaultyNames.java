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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A name service that knows every name as loopback, unless it is told to fail.
 *
 * <p>As with the JDK's own look-ups, one that hangs can't be interrupted. Safe for use by concurrent threads.
 */
public final class FaultyNames implements AutoCloseable {

    private final AtomicInteger lookUps = new AtomicInteger();

    private final AtomicInteger hanging = new AtomicInteger();

    private volatile boolean empty;

    private volatile int addresses = 1;

    private volatile CountDownLatch released = new CountDownLatch(0);

    /** Knows every name again, and lets the look-ups go that hang. */
    public synchronized void know() {
        empty = false;
        released.countDown();
    }

    /** Knows no name any more, as when the record of an endpoint is empty. */
    public synchronized void forget() {
        know();
        empty = true;
    }

    /**
     * Knows several addresses of every name from now on, which are all the same in the end.
     *
     * @param number how many
     */
    public void knowAddresses(int number) {
        addresses = number;
    }

    /** Lets look-ups hang until something else is asked for. */
    public synchronized void hang() {
        know();
        released = new CountDownLatch(1);
    }

    /**
     * Returns how many names were looked up.
     *
     * @return the number since this was created
     */
    public int lookUps() {
        return lookUps.get();
    }

    /**
     * Returns how many look-ups hang.
     *
     * @return the number at present
     */
    public int hanging() {
        return hanging.get();
    }

    /**
     * Looks a name up.
     *
     * @param host the name
     * @return its addresses
     * @throws UnknownHostException if no name is known
     */
    public InetAddress[] lookUp(String host) throws UnknownHostException {
        lookUps.incrementAndGet();
        hanging.incrementAndGet();
        try {
            awaitRelease();
        } finally {
            hanging.decrementAndGet();
        }
        if (empty) {
            throw new UnknownHostException(host);
        }
        InetAddress[] found = new InetAddress[addresses];
        Arrays.fill(found, InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
        return found;
    }

    @Override
    public void close() {
        know();
    }

    private void awaitRelease() {
        boolean interrupted = false;
        while (true) {
            try {
                released.await();
                break;
            } catch (InterruptedException ex) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
