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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.armature.encryption.keys.KeyKind;
import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who calls for a key, who shares what comes, and when it is overwritten. */
@Tag("F5")
@Tag("F6")
class KeyFlightsTests {

    private static final KeyFailure FAILURE =
            new KeyFailure(new KeyUnavailableException(Reason.THROTTLED, "key", "It throttles", null));

    private final HeldCalls calls = new HeldCalls();

    private final Source source = new Source();

    private final KeyFlights<String> flights =
            new KeyFlights<>(new KeyEnvironment(() -> 0, Clock.systemUTC(), calls, 1), source);

    @Test
    void joinShouldCallOnceAndLendTheKeyUntilTheLastHasLeft() {
        calls.hold();
        KeyFlight first = flights.join("id", null);
        KeyFlight second = flights.join("id", null);
        assertThat(second).isSameAs(first);
        assertThat(flights.isUnderWay("id")).isTrue();

        assertThat(calls.land()).isEqualTo(1);

        assertThat(flights.await("id", first)).isTrue();
        DataKey key = Objects.requireNonNull(first.key());
        assertThat(source.kept).containsExactly(key);
        assertThat(flights.isUnderWay("id")).isFalse();
        first.leave();
        assertThat(isThere(key)).isTrue();
        second.leave();
        assertThat(isThere(key)).isFalse();
    }

    @Test
    void joinWhenAnotherKeyHasComeMeanwhileShouldLendThatWithoutACall() {
        DataKey seen = key();
        DataKey held = key();
        source.held = held;

        KeyFlight flight = flights.join("id", seen);

        assertThat(flights.await("id", flight)).isTrue();
        assertThat(flight.key()).isSameAs(held);
        assertThat(source.fetched).isZero();
        assertThat(flights.isUnderWay("id")).isFalse();
        flight.leave();
        assertThat(isThere(held)).isTrue();
    }

    @Test
    void joinWhenTheKeyAtHandIsTheOneThatWasSeenShouldCall() {
        DataKey seen = key();
        source.held = seen;

        assertThat(flights.join("id", seen).key()).isNotNull().isNotSameAs(seen);
        assertThat(source.fetched).isEqualTo(1);
    }

    @Test
    void joinWhenTheKeyAtHandIsOverwrittenShouldCall() {
        DataKey gone = key();
        gone.release();
        source.held = gone;

        assertThat(flights.join("id", null).key()).isNotNull().isNotSameAs(gone);
        assertThat(source.fetched).isEqualTo(1);
    }

    @Test
    void joinWhenAFailureIsRememberedMeanwhileShouldTellItWithoutACall() {
        source.remembered = FAILURE;

        KeyFlight flight = flights.join("id", null);

        assertThat(flights.await("id", flight)).isTrue();
        assertThat(flight.failure()).isSameAs(FAILURE);
        assertThat(flight.key()).isNull();
        assertThat(source.fetched).isZero();
        assertThat(flights.isUnderWay("id")).isFalse();
    }

    @Test
    void joinWhenTheCallFailsShouldRememberAndTellIt() {
        IllegalStateException failure = new IllegalStateException("no key");
        source.failure = failure;

        KeyFlight flight = flights.join("id", null);

        assertThat(Objects.requireNonNull(flight.failure()).thrown()).isSameAs(failure);
        assertThat(source.told).containsExactly(flight.failure());
        assertThat(source.kept).isEmpty();
    }

    @Test
    void startShouldCallOnceAndHoldNothing() {
        calls.hold();
        flights.start("id", null);
        flights.start("id", null);
        assertThat(calls.land()).isEqualTo(1);

        assertThat(source.kept).hasSize(1).noneMatch(KeyFlightsTests::isThere);
    }

    @Test
    void awaitWhenCallIsOverdueShouldRememberThatUnlessItIsKnown() {
        calls.hold();
        KeyFlight flight = flights.join("id", null);

        assertThat(flights.await("id", flight)).isFalse();
        assertThat(source.told)
                .singleElement()
                .satisfies(told -> assertThat(told.reason()).isEqualTo(Reason.TIMED_OUT))
                .satisfies(told -> assertThat(told.message()).contains("not answered for 0 s"));
        source.remembered = FAILURE;
        assertThat(flights.await("id", flight)).isFalse();
        assertThat(source.told).hasSize(1);
    }

    @Test
    void awaitWhenCallIsOverdueShouldLetItLandOnItsThread() throws Exception {
        calls.hold();
        KeyFlight flight = flights.join("id", null);
        flights.await("id", flight);

        assertThat(CompletableFuture.supplyAsync(calls::land).get(3, TimeUnit.SECONDS))
                .isEqualTo(1);

        assertThat(flights.await("id", flight)).isTrue();
        assertThat(source.kept).containsExactly(flight.key());
    }

    @Test
    void flushWhenCallIsUnderWayShouldForgetItAndLetTheNextCallAnew() throws Exception {
        calls.hold();
        KeyFlight before = flights.join("id", null);

        flights.flush();

        assertThat(source.cleared).isEqualTo(1);
        assertThat(flights.isUnderWay("id")).isFalse();
        KeyFlight after = flights.join("id", null);
        assertThat(after).isNotSameAs(before);
        assertThat(CompletableFuture.supplyAsync(calls::land).get(3, TimeUnit.SECONDS))
                .isEqualTo(2);
        assertThat(flights.await("id", before)).isFalse();
        assertThat(before.key()).isNull();
        assertThat(flights.await("id", after)).isTrue();
        assertThat(source.kept).containsExactly(after.key());
        assertThat(source.fetched).isEqualTo(1);
    }

    @Test
    void flushWhenProviderIsBeingAskedShouldKeepNeitherItsKeyNorItsFailure() {
        source.during = flights::flush;
        KeyFlight flight = flights.join("id", null);
        assertThat(flights.await("id", flight)).isFalse();
        assertThat(source.kept).isEmpty();
        DataKey key = Objects.requireNonNull(flight.key());
        flight.leave();
        assertThat(isThere(key)).isFalse();

        source.failure = new IllegalStateException("no key");
        flights.join("id", null).leave();
        assertThat(source.told).isEmpty();
    }

    @Test
    void closeShouldForgetAllAndRefuseFurtherCalls() {
        calls.hold();
        KeyFlight flight = flights.join("id", null);

        flights.close();

        assertThat(source.cleared).isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> flights.join("id", null))
                .withMessage("The data keys have been closed");
        flights.start("id", null);
        calls.land();
        assertThat(flights.await("id", flight)).isFalse();
        assertThat(source.fetched).isZero();
    }

    /** Tells whether a key has not been overwritten. */
    private static boolean isThere(DataKey key) {
        boolean there = key.tryHold();
        if (there) {
            key.release();
        }
        return there;
    }

    private static DataKey key() {
        ItemFixture format = new ItemFixture();
        AttributeCipher cipher = format.cipher(ItemFixture.dataKey(0), ItemFixture.SCOPE);
        KeyRecord record = KeyRecord.of(KeyKind.KMS, 0, "arn", cipher.commitment(), new byte[] {1});
        return new DataKey(cipher, record, 0, KeyBudget.NONE);
    }

    /** Fetches keys, and notes what it is told to keep without keeping it. */
    private static final class Source implements KeySource<String> {

        private final List<DataKey> kept = new ArrayList<>();

        private final List<KeyFailure> told = new ArrayList<>();

        private @Nullable DataKey held;

        private @Nullable KeyFailure remembered;

        private @Nullable RuntimeException failure;

        private Runnable during = () -> {};

        private int fetched;

        private int cleared;

        @Override
        public @Nullable DataKey held(String id) {
            return held;
        }

        @Override
        public @Nullable KeyFailure remembered(String id) {
            return remembered;
        }

        @Override
        public String wrappingKey(String id) {
            return "wrapping " + id;
        }

        @Override
        public DataKey fetch(String id) {
            fetched++;
            during.run();
            if (failure != null) {
                throw failure;
            }
            return key();
        }

        @Override
        public void keep(String id, DataKey key) {
            kept.add(key);
        }

        @Override
        public void remember(String id, KeyFailure why) {
            told.add(why);
        }

        @Override
        public void clear() {
            cleared++;
        }
    }
}
