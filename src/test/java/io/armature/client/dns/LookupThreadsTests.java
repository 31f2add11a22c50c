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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The resolver on threads of its own: how many there are, who waits, and for how long. */
@Timeout(60)
class LookupThreadsTests {

    private static final String HOST = "dynamodb.example.test";

    private static final Duration LONG = Duration.ofDays(1);

    private final StubLookup lookup = new StubLookup();

    private final ThreadPoolExecutor threads = (ThreadPoolExecutor) LookupThreads.create();

    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        lookup.close();
        threads.shutdownNow();
        callers.shutdownNow();
    }

    private LastGoodDnsResolver resolver(Duration lookupTimeout, Duration maxWait) {
        return new LastGoodDnsResolver(
                new DnsSettings(lookupTimeout, LONG, maxWait),
                lookup,
                threads,
                Ticker.systemTicker(),
                Clock.systemUTC());
    }

    @Test
    void resolveWhenManyAskForOneNameShouldLookItUpOnce() throws Exception {
        LastGoodDnsResolver resolver = resolver(LONG, LONG);
        lookup.hang();
        List<Future<InetAddress[]>> answers = new ArrayList<>();
        List<Thread> waiting = new ArrayList<>();
        for (int caller = 0; caller < 64; caller++) {
            FutureTask<InetAddress[]> call = new FutureTask<>(() -> resolver.resolve(HOST));
            answers.add(call);
            waiting.add(start(call));
        }
        waiting.forEach(LookupThreadsTests::awaitWaiting);
        lookup.answer("192.0.2.1");
        for (Future<InetAddress[]> answer : answers) {
            assertThat(answer.get()).containsExactly(StubLookup.addresses("192.0.2.1"));
        }
        assertThat(lookup.asked()).containsExactly(HOST);
    }

    @Test
    void resolveWhenCallerIsInterruptedShouldEndAndKeepTheFlag() throws Exception {
        LastGoodDnsResolver resolver = resolver(LONG, LONG);
        lookup.hang();
        FutureTask<Boolean> call = new FutureTask<>(() -> {
            assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> resolver.resolve(HOST));
            return Thread.interrupted();
        });
        Thread caller = start(call);
        awaitWaiting(caller);
        caller.interrupt();
        assertThat(call.get()).isTrue();
    }

    @Test
    void resolveWhenLookupsHangForGoodShouldNotGrow() throws Exception {
        LastGoodDnsResolver resolver = resolver(Duration.ofMillis(1), Duration.ofMillis(1));
        lookup.answer("192.0.2.1");
        for (int host = 0; host < 100; host++) {
            awaitAnswer(resolver, "good-" + host + ".example.test");
        }
        lookup.hang();
        int before = lookup.asked().size();
        int known = 0;
        int unknown = 0;
        for (int call = 0; call < 10_000; call++) {
            if (call % 2 == 0) {
                known += resolver.resolve("good-" + call % 100 + ".example.test").length;
            } else {
                unknown += fails(() -> resolver.resolve("new-" + HOST));
            }
        }
        assertThat(known).isEqualTo(5000);
        assertThat(unknown).isEqualTo(5000);
        assertThat(threads.getLargestPoolSize()).isLessThanOrEqualTo(LookupThreads.MOST);
        assertThat(threads.getPoolSize()).isEqualTo(LookupThreads.MOST);
        assertThat(threads.getQueue()).isEmpty();
        assertThat(lookup.asked().size() - before).isEqualTo(LookupThreads.MOST);
        assertThat(resolver.state().runningLookups()).isEqualTo(LookupThreads.MOST);
        assertThat(lookupThreads()).allMatch(Thread::isDaemon);

        lookup.answer("192.0.2.3");
        while (resolver.state().runningLookups() > 0) {
            Thread.onSpinWait();
        }
        assertThat(resolver.resolve("new-" + HOST)).containsExactly(StubLookup.addresses("192.0.2.3"));
    }

    @Test
    void resolveWhenManyCallersMeetAHangShouldNotGrow() throws Exception {
        LastGoodDnsResolver resolver = resolver(LONG, Duration.ofMillis(1));
        lookup.hang();
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int caller = 0; caller < 32; caller++) {
            calls.add(() -> {
                int failed = 0;
                for (int call = 0; call < 313; call++) {
                    failed += fails(() -> resolver.resolve(HOST));
                }
                return failed;
            });
        }
        int failed = 0;
        for (Future<Integer> caller : callers.invokeAll(calls)) {
            failed += caller.get();
        }
        assertThat(failed).isEqualTo(32 * 313);
        assertThat(lookup.asked()).containsExactly(HOST);
        assertThat(threads.getPoolSize()).isEqualTo(1);
    }

    @Test
    void resolveWhenAllThreadsHangShouldRefuseFurtherNamesAtOnce() {
        LastGoodDnsResolver resolver = resolver(LONG, Duration.ofMillis(1));
        lookup.hang();
        for (int host = 0; host < LookupThreads.MOST; host++) {
            fails(() -> resolver.resolve(HOST));
            String name = "host-" + host + ".example.test";
            fails(() -> resolver.resolve(name));
        }
        LastGoodDnsResolver patient = resolver(LONG, LONG);
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> patient.resolve("one-more.example.test"))
                .withMessageContaining("not looked up");
        assertThat(patient.state().hosts().get(0).lastFailure()).isEqualTo(LookupFailure.NOT_DONE);
        assertThat(patient.state().runningLookups()).isZero();
    }

    @Test
    void closeWhenCallersWaitShouldEndTheirWait() throws Exception {
        LastGoodDnsResolver resolver = resolver(LONG, LONG);
        lookup.hang();
        FutureTask<Integer> call = new FutureTask<>(() -> fails(() -> resolver.resolve(HOST)));
        awaitWaiting(start(call));
        resolver.close();
        assertThat(call.get()).isEqualTo(1);
        assertThat(threads.isShutdown()).isTrue();
    }

    private static Thread start(Runnable call) {
        Thread thread = new Thread(call, "caller");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.getState()).isNotEqualTo(Thread.State.TERMINATED);
            Thread.onSpinWait();
        }
    }

    /** Asks until there is a new answer: a thread needs a moment from the end of a look-up to the next one. */
    private static void awaitAnswer(LastGoodDnsResolver resolver, String host) {
        long before = resolver.count(LookupOutcome.SUCCESS);
        while (resolver.count(LookupOutcome.SUCCESS) == before) {
            try {
                resolver.resolve(host);
            } catch (UnknownHostException ex) {
                Thread.onSpinWait();
            }
        }
    }

    private static int fails(Callable<?> call) {
        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(call::call);
        return 1;
    }

    private static Set<Thread> lookupThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("armature-dns-"))
                .collect(Collectors.toSet());
    }
}
