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

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.net.InetAddressUtils;

/**
 * Resolves names for HTTP clients and goes on with the last good addresses of a name while its look-up fails or hangs.
 *
 * <p>A name is looked up each time a connection is opened, on a thread of the resolver; the JVM's caches below see to it
 * that few of the look-ups reach a name server. Who asks waits for at most {@link DnsSettings#lookupTimeout()} and then
 * gets the last good addresses; while the look-up of a name has been running for longer than that, they are given at once.
 * A look-up that fails or is empty does not replace them, a later one that answers does. They are given until they are
 * {@link DnsSettings#maxStale()} old, in another order each time, as name servers do. Without them, callers wait for
 * at most {@link DnsSettings#maxWait()}, and not beyond an interrupt.
 *
 * <p>At most one look-up of a name runs at a time, and at most 16 of all names. A second one of the same name would gain
 * nothing: in the JVM it waits for the first. When all threads hang, further names are not looked up: their last good
 * addresses are given, or the call fails, at once.
 *
 * <p>By default the JVM keeps an answer for 30 seconds ({@code networkaddress.cache.ttl}) and a failure for 10
 * ({@code networkaddress.cache.negative.ttl}). So this resolver learns of a failure up to 30 seconds late, which harms
 * nobody, and of the end of one up to 10 seconds late, during which the last good addresses go on being used. The JVM
 * reports a name without addresses, an unknown name and a failing name server alike, as {@link UnknownHostException}. With
 * {@code networkaddress.cache.stale.ttl} JDK 21 and later can keep last good addresses by themselves, but callers still
 * wait for each failing look-up, and as long as one hangs.
 *
 * <p>Safe for use by concurrent threads. Whoever closes it closes the clients that use it before.
 */
public final class LastGoodDnsResolver implements DnsResolver, AutoCloseable {

    /** Far more than endpoints are called, so that a caller who asks for names without end does not fill the memory. */
    private static final int MOST_HOSTS = 256;

    private final LookupEnvironment environment;

    private final ExecutorService threads;

    private final Cache<String, KnownHost> hosts = Caffeine.newBuilder()
            .maximumSize(MOST_HOSTS)
            .executor(Runnable::run)
            .build();

    /**
     * Creates a resolver that looks names up as the JVM does; no thread is started yet.
     *
     * @param settings how long to wait
     */
    public LastGoodDnsResolver(DnsSettings settings) {
        this(settings, HostLookup.ofJvm());
    }

    /**
     * Creates a resolver; no thread is started yet.
     *
     * @param settings how long to wait
     * @param lookup asks the name service
     */
    public LastGoodDnsResolver(DnsSettings settings, HostLookup lookup) {
        this(settings, lookup, LookupThreads.create(), Ticker.systemTicker(), Clock.systemUTC());
    }

    LastGoodDnsResolver(DnsSettings settings, HostLookup lookup, ExecutorService threads, Ticker ticker, Clock clock) {
        this.threads = threads;
        this.environment = new LookupEnvironment(settings, lookup, threads, ticker, clock, new LookupCounts());
    }

    /**
     * Returns addresses of a host.
     *
     * @param host the name, or an address as text, which needs no look-up
     * @return the addresses, in the order in which to try them
     * @throws UnknownHostException if the look-up fails, or takes longer than the caller can wait or is interrupted, and
     *     there are no good addresses; after an interrupt the thread's flag is set
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (isAddress(host)) {
            return InetAddress.getAllByName(host);
        }
        return hosts.get(host.toLowerCase(Locale.ROOT), name -> new KnownHost(name, environment))
                .resolve();
    }

    private static boolean isAddress(String host) {
        return InetAddressUtils.isIPv4(host)
                || InetAddressUtils.isIPv6(host)
                || InetAddressUtils.isIPv6URLBracketed(host);
    }

    /**
     * Returns the name itself. Only Kerberos needs a canonical one, which takes a look-up from address to name.
     *
     * @param host the name
     * @return the same
     */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /**
     * Returns what is known at this moment.
     *
     * @return the state, which does not change
     */
    public DnsState state() {
        List<HostState> states = hosts.asMap().values().stream()
                .map(KnownHost::state)
                .sorted(Comparator.comparing(HostState::host))
                .toList();
        int running = (int) states.stream()
                .filter(state -> state.lookupRunningFor() != null)
                .count();
        return new DnsState(states, running, environment.settings().maxStale());
    }

    /**
     * Returns how often asking for a name, when a connection was opened, came to an outcome.
     *
     * @param outcome the outcome
     * @return the number since the start
     */
    public long count(LookupOutcome outcome) {
        return environment.counts().of(outcome);
    }

    /** Ends the threads and the wait of all who wait. Last good addresses are still given, nothing is looked up. */
    @Override
    public void close() {
        threads.shutdownNow();
        hosts.asMap().values().forEach(KnownHost::abandon);
    }
}
