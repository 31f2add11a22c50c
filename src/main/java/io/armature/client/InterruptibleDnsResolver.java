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
package io.armature.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Gives the addresses of a host one by one, and no further one to a thread that was interrupted.
 *
 * <p>At the end of its time the SDK interrupts the thread of a call and closes the socket that is connecting. The HTTP
 * client takes that for a failure of one address and tries the next, for as long as connecting may take, and nobody closes
 * that socket.
 *
 * @param names resolves the names
 */
public record InterruptibleDnsResolver(DnsResolver names) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return names.resolve(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return new Addresses(names.resolve(host, port));
    }

    private static final class Addresses extends AbstractList<InetSocketAddress> implements RandomAccess {

        private final List<InetSocketAddress> all;

        Addresses(List<InetSocketAddress> all) {
            this.all = all;
        }

        @Override
        public InetSocketAddress get(int index) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("The time of the call is over");
            }
            return all.get(index);
        }

        @Override
        public int size() {
            return all.size();
        }
    }
}
