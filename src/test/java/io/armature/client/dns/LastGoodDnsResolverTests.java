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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the resolver, in virtual time and on one thread. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class LastGoodDnsResolverTests {

    private static final String HOST = "dynamodb.example.test";

    private static final Duration DAY = Duration.ofHours(24);

    private final VirtualTime time = new VirtualTime();

    private final ManualThreads threads = new ManualThreads();

    private final StubLookup lookup = new StubLookup();

    private final LastGoodDnsResolver resolver = resolver(Duration.ofMillis(250));

    private LastGoodDnsResolver resolver(Duration lookupTimeout) {
        DnsSettings settings = new DnsSettings(lookupTimeout, DAY, Duration.ofMillis(20));
        return new LastGoodDnsResolver(settings, lookup, threads, time, time);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                failure(LookupFailure.UNKNOWN_HOST, StubLookup::fail),
                failure(LookupFailure.EMPTY, StubLookup::empty),
                failure(
                        LookupFailure.ERROR,
                        lookup -> lookup.behave(host -> {
                            throw new IllegalStateException("refused by a security manager, say");
                        })),
                failure(LookupFailure.ERROR, lookup -> lookup.behave(host -> new InetAddress[] {null})));
    }

    private static Arguments failure(LookupFailure failure, Consumer<StubLookup> planted) {
        return Arguments.of(failure, planted);
    }

    @Test
    void resolveWhenLookupAnswersShouldGiveItsAddressesInTheirOrder() throws UnknownHostException {
        lookup.answer("192.0.2.2", "192.0.2.1", "2001:db8::1");
        for (int call = 0; call < 3; call++) {
            assertThat(resolver.resolve(HOST))
                    .containsExactly(StubLookup.addresses("192.0.2.2", "192.0.2.1", "2001:db8::1"));
        }
        assertThat(lookup.asked()).hasSize(3);
        assertThat(resolver.count(LookupOutcome.SUCCESS)).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void resolveWhenLookupFailsShouldGoOnWithTheLastGoodAddresses(LookupFailure failure, Consumer<StubLookup> planted)
            throws UnknownHostException {
        lookup.answer("192.0.2.1");
        resolver.resolve(HOST);
        planted.accept(lookup);
        for (int call = 0; call < 5; call++) {
            time.advance(Duration.ofHours(1));
            assertThat(resolver.resolve(HOST)).containsExactly(StubLookup.addresses("192.0.2.1"));
            assertThat(state().lastFailure()).isEqualTo(failure);
            assertThat(state().staleSince()).isEqualTo(VirtualTime.START.plus(Duration.ofHours(1)));
        }
        assertThat(resolver.count(LookupOutcome.STALE_USED)).isEqualTo(5);
        assertThat(lookup.asked()).hasSize(6);

        lookup.answer("192.0.2.9");
        assertThat(resolver.resolve(HOST)).containsExactly(StubLookup.addresses("192.0.2.9"));
        assertThat(state().stale()).isFalse();
        planted.accept(lookup);
        assertThat(resolver.resolve(HOST)).containsExactly(StubLookup.addresses("192.0.2.9"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void resolveWhenThereAreNoGoodAddressesShouldFail(LookupFailure failure, Consumer<StubLookup> planted) {
        planted.accept(lookup);
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> resolver.resolve(HOST))
                .withMessageStartingWith(HOST + ": ");
        assertThat(state().lastFailure()).isEqualTo(failure);
        assertThat(state().unresolved()).isTrue();
        assertThat(state().stale()).isFalse();
        assertThat(resolver.count(LookupOutcome.FAILURE)).isEqualTo(1);
    }

    @Test
    void resolveWhenLookupThrowsShouldKeepWhatItThrewAsTheCause() {
        lookup.fail();
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> resolver.resolve(HOST))
                .havingCause()
                .isInstanceOf(UnknownHostException.class)
                .withMessage(HOST + ": Name or service not known");
    }

    @Test
    void resolveWhenLastGoodAddressesAreTooOldShouldFail() throws UnknownHostException {
        lookup.answer("192.0.2.1");
        resolver.resolve(HOST);
        lookup.fail();
        time.advance(DAY.minusNanos(1));
        assertThat(resolver.resolve(HOST)).hasSize(1);
        time.advance(Duration.ofNanos(1));
        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> resolver.resolve(HOST));
        assertThat(state().stale()).isFalse();
        assertThat(state().unresolved()).isTrue();
    }

    @Test
    void resolveWhenLastGoodAddressesAreUsedShouldSpreadConnections() throws UnknownHostException {
        lookup.answer("192.0.2.1", "192.0.2.2", "192.0.2.3");
        resolver.resolve(HOST);
        lookup.fail();
        assertThat(List.of(first(), first(), first(), first()))
                .containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.1");
        assertThat(resolver.resolve(HOST))
                .containsExactlyInAnyOrder(StubLookup.addresses("192.0.2.1", "192.0.2.2", "192.0.2.3"));
    }

    private String first() throws UnknownHostException {
        return resolver.resolve(HOST)[0].getHostAddress();
    }

    @Test
    void resolveWhenLookupHangsShouldWaitOnceAndThenGoOnAtOnce() throws UnknownHostException {
        LastGoodDnsResolver patient = resolver(Duration.ofHours(1));
        lookup.answer("192.0.2.1");
        patient.resolve(HOST);
        threads.hold();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(UnknownHostException.class)
                .as("waits for up to an hour")
                .isThrownBy(() -> patient.resolve(HOST));
        assertThat(Thread.interrupted()).isTrue();
        time.advance(Duration.ofHours(1));
        for (int call = 0; call < 1000; call++) {
            assertThat(patient.resolve(HOST)).hasSize(1);
        }
        assertThat(threads.held()).isEqualTo(1);
        HostState hanging = patient.state().hosts().get(0);
        assertThat(hanging.lastFailure()).isEqualTo(LookupFailure.TIMED_OUT);
        assertThat(hanging.stale()).isTrue();
        assertThat(hanging.lookupRunningFor()).isEqualTo(Duration.ofHours(1));
        assertThat(patient.state().runningLookups()).isEqualTo(1);

        lookup.answer("192.0.2.7");
        threads.letGo();
        HostState back = patient.state().hosts().get(0);
        assertThat(back.stale()).as("the late answer counts").isFalse();
        assertThat(back.lastFailure()).isNull();
        assertThat(back.age()).isEqualTo(Duration.ZERO);
        lookup.fail();
        assertThat(patient.resolve(HOST)).containsExactly(StubLookup.addresses("192.0.2.7"));
    }

    @Test
    void resolveWhenTheFirstLookupHangsShouldEndAfterItsOwnTime() {
        threads.hold();
        for (int call = 0; call < 3; call++) {
            assertThatExceptionOfType(UnknownHostException.class)
                    .isThrownBy(() -> resolver.resolve(HOST))
                    .withMessageContaining("no answer in time");
        }
        assertThat(threads.held()).isEqualTo(1);
        assertThat(state().lastFailure()).isEqualTo(LookupFailure.TIMED_OUT);
        assertThat(resolver.count(LookupOutcome.TIMEOUT)).isEqualTo(3);
    }

    @Test
    void resolveWhenInterruptedEarlyShouldNotCallItAFailureOfTheName() {
        threads.hold();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> resolver.resolve(HOST))
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(state().lastFailure()).isNull();
        time.advance(Duration.ofMillis(250));
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> resolver.resolve(HOST));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(state().lastFailure()).isEqualTo(LookupFailure.TIMED_OUT);
    }

    @Test
    void resolveWhenAnAnswerArrivesAsTheCallerGivesUpShouldNotNoteAFailure() throws UnknownHostException {
        AtomicReference<Runnable> atTheNextLook = new AtomicReference<>(() -> {});
        DnsSettings settings = new DnsSettings(Duration.ofMillis(250), DAY, Duration.ofHours(1));
        LastGoodDnsResolver some = new LastGoodDnsResolver(
                settings,
                lookup,
                threads,
                () -> {
                    atTheNextLook.getAndSet(() -> {}).run();
                    return time.read();
                },
                time);
        threads.hold();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> some.resolve(HOST));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        time.advance(Duration.ofMillis(250));
        lookup.answer("192.0.2.1");
        // The first look is that of a look-up which is not needed, the second that of the caller who has given up.
        atTheNextLook.set(() -> atTheNextLook.set(threads::letGo));

        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> some.resolve(HOST));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lookup.asked()).hasSize(1);
        assertThat(some.state().hosts()).singleElement().satisfies(host -> {
            assertThat(host.lastFailure()).isNull();
            assertThat(host.lastGoodAt()).isNotNull();
            assertThat(host.unresolved()).isFalse();
        });
        assertThat(some.resolve(HOST)).containsExactly(StubLookup.addresses("192.0.2.1"));
    }

    @Test
    void resolveWhenLookupBreaksShouldLookUpAgain() throws UnknownHostException {
        lookup.behave(host -> {
            throw new AssertionError("such as a class that is missing");
        });
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> resolver.resolve(HOST));
        lookup.answer("192.0.2.1");
        assertThat(resolver.resolve(HOST)).hasSize(1);
    }

    @Test
    void resolveWhenHostIsAnAddressShouldNotLookItUp() throws UnknownHostException {
        assertThat(resolver.resolve("192.0.2.1")).containsExactly(StubLookup.addresses("192.0.2.1"));
        assertThat(resolver.resolve("2001:db8::1")).containsExactly(StubLookup.addresses("2001:db8::1"));
        assertThat(resolver.resolve("[2001:db8::1]")).containsExactly(StubLookup.addresses("2001:db8::1"));
        assertThat(lookup.asked()).isEmpty();
        assertThat(resolver.state().hosts()).isEmpty();
    }

    @Test
    void resolveWhenCaseDiffersShouldKnowTheHost() throws UnknownHostException {
        lookup.answer("192.0.2.1");
        resolver.resolve(HOST);
        lookup.fail();
        assertThat(resolver.resolve("DynamoDB.Example.Test")).hasSize(1);
    }

    @Test
    void resolveWhenResultIsChangedShouldNotChangeTheNextOne() throws UnknownHostException {
        lookup.answer("192.0.2.1");
        resolver.resolve(HOST)[0] = StubLookup.addresses("192.0.2.66")[0];
        lookup.fail();
        resolver.resolve(HOST)[0] = StubLookup.addresses("192.0.2.66")[0];
        assertThat(resolver.resolve(HOST)).containsExactly(StubLookup.addresses("192.0.2.1"));
    }

    @Test
    void resolveWhenHostsAreWithoutEndShouldForgetSome() throws UnknownHostException {
        lookup.answer("192.0.2.1");
        for (int host = 0; host < 5000; host++) {
            resolver.resolve("host-" + host + ".example.test");
        }
        assertThat(resolver.state().hosts()).hasSizeBetween(1, 256);
    }

    @Test
    void resolveWhenClosedShouldGiveLastGoodAddressesAndLookNothingUp() throws UnknownHostException {
        lookup.answer("192.0.2.1");
        resolver.resolve(HOST);
        resolver.close();
        assertThat(resolver.resolve(HOST)).hasSize(1);
        assertThat(state().lastFailure()).isEqualTo(LookupFailure.NOT_DONE);
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> resolver.resolve("other.example.test"))
                .withMessageContaining("not looked up");
        assertThat(lookup.asked()).hasSize(1);
    }

    @Test
    void stateShouldTellTheAgeOfEachHostByName() throws UnknownHostException {
        lookup.answer("192.0.2.1");
        resolver.resolve("b.example.test");
        time.advance(Duration.ofMinutes(7));
        resolver.resolve("a.example.test");
        DnsState state = resolver.state();
        time.advance(DAY);
        assertThat(state.maxStale()).isEqualTo(DAY);
        assertThat(state.runningLookups()).isZero();
        assertThat(state.hosts())
                .containsExactly(
                        new HostState(
                                "a.example.test",
                                VirtualTime.START.plus(Duration.ofMinutes(7)),
                                Duration.ZERO,
                                null,
                                null,
                                null),
                        new HostState("b.example.test", VirtualTime.START, Duration.ofMinutes(7), null, null, null));
    }

    @Test
    void canonicalNameShouldBeTheNameItself() {
        assertThat(resolver.resolveCanonicalHostname(HOST)).isEqualTo(HOST);
        assertThat(lookup.asked()).isEmpty();
    }

    private HostState state() {
        return resolver.state().hosts().get(0);
    }
}
