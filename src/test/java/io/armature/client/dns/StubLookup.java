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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A name service that answers, fails, is empty or hangs, for all names alike. */
public final class StubLookup implements HostLookup, AutoCloseable {

    private final List<String> asked = new CopyOnWriteArrayList<>();

    private volatile HostLookup behaviour = host -> new InetAddress[0];

    private volatile CountDownLatch released = new CountDownLatch(0);

    /** Answers from now on. */
    public void answer(String... addresses) {
        InetAddress[] parsed = addresses(addresses);
        behave(host -> parsed.clone());
    }

    /** Throws what the JVM throws when a name server knows no address of a name. */
    public void fail() {
        behave(host -> {
            throw new UnknownHostException(host + ": Name or service not known");
        });
    }

    /** Answers without addresses. */
    public void empty() {
        behave(host -> new InetAddress[0]);
    }

    void behave(HostLookup behaviour) {
        this.behaviour = behaviour;
        released.countDown();
    }

    /** Hangs, as a native look-up does: an interrupt does not end it, another behaviour does. */
    public void hang() {
        CountDownLatch release = new CountDownLatch(1);
        behave(host -> {
            awaitUninterruptibly(release);
            return behaviour.lookUp(host);
        });
        released = release;
    }

    @Override
    public InetAddress[] lookUp(String host) throws UnknownHostException {
        asked.add(host);
        return behaviour.lookUp(host);
    }

    /** Returns the names that were looked up, in their order. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        empty();
    }

    static InetAddress[] addresses(String... addresses) {
        InetAddress[] parsed = new InetAddress[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            parsed[i] = address(addresses[i]);
        }
        return parsed;
    }

    private static InetAddress address(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException ex) {
            throw new IllegalArgumentException(ex);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        @Nullable InterruptedException interrupted = null;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ex) {
                interrupted = ex;
            }
        }
        if (interrupted != null) {
            Thread.currentThread().interrupt();
        }
    }
}
