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

import static io.armature.encryption.KeysFixture.WHERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.keys.KeyKind;
import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@Tag("long")
class DecryptionKeysTests {

    private static final KeyCacheSettings DEFAULTS = KeyCacheSettings.defaults();

    private final KeysFixture fixture = KeysFixture.direct(DEFAULTS);

    private final FaultyKeyProvider provider = fixture.provider;

    @Test
    @Tag("F4")
    void leaseWhenKeyWasGeneratedHereShouldStillUnwrapItsRecord() {
        fixture.decrypt(fixture.encrypt());
        assertThat(provider.unwrapped()).isEqualTo(1);
        assertThat(provider.contexts().get(1)).isEqualTo(provider.contexts().get(0));
    }

    @Test
    @Tag("F5")
    @Tag("load")
    void leaseWhenThousandThreadsFindNoKeyShouldCallOnce() throws Exception {
        try (KeysFixture threaded = KeysFixture.threaded(DEFAULTS)) {
            KeyRecord record = threaded.encrypt();
            Crowd.run(1_000, () -> {
                threaded.decrypt(record);
                return null;
            });
            assertThat(threaded.provider.unwrapped()).isEqualTo(1);
            assertThat(threaded.statistics.of(Event.KEY_UNWRAPPED)).isEqualTo(1);
            assertThat(threaded.statistics.of(Event.DECRYPTION_KEY_HIT)
                            + threaded.statistics.of(Event.DECRYPTION_KEY_MISS))
                    .isEqualTo(1_000);
        }
    }

    @Test
    @Tag("F5")
    @Tag("F6")
    void leaseWhenCacheKeepsNothingShouldStillServeAllWhoWaitWithOneCall() throws Exception {
        try (KeysFixture threaded = KeysFixture.threaded(KeysFixture.unwrapped(0))) {
            KeyRecord record = threaded.encrypt();
            CountDownLatch end = threaded.provider.hang();
            List<FutureTask<AttributeCipher>> readers = Crowd.begin(50, () -> {
                try (KeyLease lease = threaded.keys.forDecryption(WHERE, threaded.scope, record)) {
                    lease.cipher().seal("email", Values.s("a"), ItemFixture.KEYS, null);
                    return lease.cipher();
                }
            });
            awaitMisses(threaded, 50);
            end.countDown();
            AttributeCipher cipher = Crowd.results(readers).get(0);
            assertThat(threaded.provider.unwrapped()).isEqualTo(1);
            assertThat(threaded.keys.decryptionKeys()).isZero();
            assertThatIllegalStateException()
                    .isThrownBy(() -> cipher.seal("email", Values.s("a"), ItemFixture.KEYS, null));
        }
    }

    /** A miss is counted just before the flight is joined, which hangs; a late one would call again and be seen. */
    private static void awaitMisses(KeysFixture threaded, int misses) {
        while (threaded.statistics.of(Event.DECRYPTION_KEY_MISS) < misses) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Tag("F6")
    void leaseWhenKeyReachesItsAgeShouldUnwrapAgain() {
        KeyRecord record = fixture.encrypt();
        provider.during(() -> fixture.pass(Duration.ofMinutes(1)));
        fixture.decrypt(record);
        provider.work();
        fixture.pass(Duration.ofMinutes(59).minusNanos(1));
        fixture.decrypt(record);
        assertThat(provider.unwrapped()).isEqualTo(1);
        fixture.pass(Duration.ofNanos(1));
        fixture.decrypt(record);
        assertThat(provider.unwrapped()).isEqualTo(2);
    }

    @Test
    @Tag("F5")
    void leaseWhenServiceIsAwayShouldHaveNoGrace() {
        KeyRecord record = fixture.encrypt();
        fixture.decrypt(record);
        provider.fail(Reason.TIMED_OUT);
        fixture.pass(Duration.ofHours(1));
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> fixture.decrypt(record));
    }

    @Test
    @Tag("F6")
    void leaseWhenCallTakesLongerThanAKeyMayBeUsedShouldFail() {
        KeyRecord record = fixture.encrypt();
        provider.during(() -> fixture.pass(Duration.ofHours(1)));
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> fixture.decrypt(record))
                .matches(ex -> ex.reason() == Reason.TIMED_OUT);
        assertThat(provider.unwrapped()).isEqualTo(1);
    }

    @Test
    @Tag("F6")
    void leaseWhenRecordsAreManyShouldKeepAsManyKeysAsAllowed() {
        KeysFixture small = KeysFixture.direct(KeysFixture.unwrapped(10));
        for (int i = 0; i < 100; i++) {
            small.decrypt(small.encrypt());
            small.pass(Duration.ofMinutes(5));
            assertThat(small.keys.decryptionKeys()).isLessThanOrEqualTo(10);
        }
        // Some of the ten may have been so old that they ended in the meantime.
        assertThat(small.keys.decryptionKeys()).isBetween(5L, 10L);
    }

    @Test
    @Tag("F1")
    @Tag("F5")
    void leaseWhenScopeDiffersShouldNotFindTheKey() {
        KeyRecord record = fixture.encrypt();
        fixture.decrypt(record);
        Scope other = fixture.keys.scope("other", "customers");
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> fixture.keys.forDecryption(WHERE, other, record))
                .matches(ex -> ex.reason() == DecryptionException.Reason.KEY_REFUSED)
                .withCauseInstanceOf(KeyUnavailableException.class);
    }

    @Test
    @Tag("F7")
    void leaseWhenKeyKindOrContextIsNotAcceptedShouldRefuseWithoutACall() {
        KeyRecord record = fixture.encrypt();
        List<KeyRecord> foreign = List.of(
                KeyRecord.of(KeyKind.KMS, 0, "arn:foreign", record.commitment(), record.wrappedKey()),
                KeyRecord.of(KeyKind.LOCAL, 0, record.keyArn(), record.commitment(), record.wrappedKey()),
                KeyRecord.of(KeyKind.KMS, 7, record.keyArn(), record.commitment(), record.wrappedKey()));
        fixture.keys.prepare(fixture.scope, foreign);
        for (KeyRecord refused : foreign) {
            assertThatExceptionOfType(DecryptionException.class)
                    .isThrownBy(() -> fixture.decrypt(refused))
                    .matches(ex -> ex.reason() == DecryptionException.Reason.KEY_NOT_ACCEPTED);
        }
        assertThat(provider.unwrapped()).isZero();
    }

    @Test
    @Tag("F1")
    @Tag("F9")
    void leaseWhenRecordNamesAContextSetShouldUnwrapWithIt() {
        Map<Integer, Map<String, String>> sets = Map.of(1, Map.of("team", "a"), 2, Map.of("team", "b"));
        KeysFixture first = new KeysFixture(new KeyContexts("prod", 1, sets), DEFAULTS, Runnable::run);
        KeyRecord record = first.encrypt();
        assertThat(record.context()).isEqualTo(1);
        first.decrypt(record);
        assertThat(first.provider.contexts()).hasSize(2).allMatch(context -> "a".equals(context.get("team")));
    }

    @Test
    @Tag("F5")
    void leaseWhenRecordIsRefusedShouldRememberItFor60Seconds() {
        KeyRecord junk = junk(fixture.encrypt(), 1);
        DecryptionException first = refused(junk);
        fixture.pass(Duration.ofSeconds(60).minusNanos(1));
        DecryptionException second = refused(junk);
        assertThat(second).isNotSameAs(first);
        assertThat(second.reason()).isEqualTo(DecryptionException.Reason.KEY_REFUSED);
        assertThat(second).hasCauseInstanceOf(KeyUnavailableException.class);
        assertThat(provider.unwrapped()).isEqualTo(1);
        fixture.pass(Duration.ofNanos(1));
        refused(junk);
        assertThat(provider.unwrapped()).isEqualTo(2);
        assertThat(fixture.statistics.of(Event.KEY_UNWRAPPING_FAILED)).isEqualTo(2);
    }

    @Test
    @Tag("F2")
    @Tag("F5")
    void leaseWhenCommitmentIsAnotherKeysShouldRefuseAndRememberIt() {
        KeyRecord record = fixture.encrypt();
        byte[] commitment = record.commitment();
        commitment[31] ^= 1;
        KeyRecord changed =
                KeyRecord.of(record.kind(), record.context(), record.keyArn(), commitment, record.wrappedKey());
        for (int i = 0; i < 3; i++) {
            DecryptionException refusal = refused(changed);
            assertThat(refusal.reason()).isEqualTo(DecryptionException.Reason.COMMITMENT_MISMATCH);
            assertThat(refusal).hasNoCause();
        }
        assertThat(provider.unwrapped()).isEqualTo(1);
        assertThat(fixture.keys.decryptionKeys()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33, 64})
    @Tag("F1")
    @Tag("F5")
    void leaseWhenUnwrappedKeyHasAnotherLengthShouldRefuseTheRecord(int length) {
        KeyRecord record = fixture.encrypt();
        byte[][] unwrapped = new byte[1][];
        provider.distort(key -> {
            unwrapped[0] = Arrays.copyOf(key, length);
            return unwrapped[0];
        });
        DecryptionException refusal = refused(record);
        assertThat(refusal.reason()).isEqualTo(DecryptionException.Reason.KEY_REFUSED);
        assertThat(refusal)
                .hasRootCauseMessage(
                        "The wrapped key of %s holds %d bytes, a data key 32".formatted(FaultyKeyProvider.KEY, length));
        assertThat(unwrapped[0]).isEqualTo(new byte[length]);
    }

    @Test
    @Tag("F6")
    void leaseShouldOverwriteWhatTheProviderReturned() {
        KeyRecord record = fixture.encrypt();
        byte[][] unwrapped = new byte[1][];
        provider.distort(key -> {
            unwrapped[0] = key;
            return key;
        });
        fixture.decrypt(record);
        assertThat(unwrapped[0]).isEqualTo(new byte[32]);
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, mode = Mode.EXCLUDE, names = "RECORD_REFUSED")
    @Tag("F5")
    void leaseWhenServiceFailsShouldRememberItForASecond(Reason reason) {
        KeyRecord record = fixture.encrypt();
        provider.fail(reason);
        for (int i = 0; i < 3; i++) {
            KeyUnavailableException failure =
                    catchThrowableOfType(KeyUnavailableException.class, () -> fixture.decrypt(record));
            assertThat(failure.reason()).isEqualTo(reason);
        }
        assertThat(provider.unwrapped()).isEqualTo(1);
        provider.work();
        fixture.pass(Duration.ofSeconds(1));
        fixture.decrypt(record);
        assertThat(provider.unwrapped()).isEqualTo(2);
    }

    @Test
    @Tag("F5")
    void leaseWhenProviderFailsUnexpectedlyShouldTellAndRememberIt() {
        KeyRecord record = fixture.encrypt();
        provider.during(() -> {
            throw new IllegalArgumentException("secret");
        });
        for (int i = 0; i < 2; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> fixture.decrypt(record))
                    .withMessage("The key provider failed unexpectedly: java.lang.IllegalArgumentException");
        }
        assertThat(provider.unwrapped()).isEqualTo(1);
    }

    @Test
    @Tag("F5")
    @Tag("slow")
    void leaseWhenTableIsFullOfJunkShouldCallOnceForEachRecord() {
        KeyRecord record = fixture.encrypt();
        for (int i = 0; i < 100_000; i++) {
            KeyRecord junk = junk(record, i);
            refused(junk);
            refused(junk);
        }
        assertThat(provider.unwrapped()).isEqualTo(100_000);
        assertThat(fixture.keys.decryptionKeys()).isZero();
    }

    @Test
    @Tag("F6")
    void prepareShouldUnwrapDistinctRecordsConcurrently() throws Exception {
        try (KeysFixture threaded = KeysFixture.threaded(DEFAULTS)) {
            List<KeyRecord> records = records(threaded, 16);
            CyclicBarrier together = new CyclicBarrier(16);
            threaded.provider.during(() -> await(together));
            List<KeyRecord> page = new ArrayList<>(records);
            page.addAll(records);
            threaded.keys.prepare(threaded.scope, page);
            assertThat(threaded.provider.unwrapped()).isEqualTo(16);
            assertThat(threaded.statistics.of(Event.DECRYPTION_KEY_MISS)).isEqualTo(16);
            threaded.keys.prepare(threaded.scope, page);
            records.forEach(threaded::decrypt);
            assertThat(threaded.provider.unwrapped()).isEqualTo(16);
            assertThat(threaded.statistics.of(Event.DECRYPTION_KEY_HIT)).isEqualTo(16);
        }
    }

    @Test
    @Tag("F6")
    void prepareWhenSomeFailShouldStaySilentUntilTheyAreAskedFor() {
        KeyRecord record = fixture.encrypt();
        KeyRecord junk = junk(record, 1);
        fixture.keys.prepare(fixture.scope, List.of(junk, record));
        fixture.decrypt(record);
        assertThat(refused(junk).reason()).isEqualTo(DecryptionException.Reason.KEY_REFUSED);
        fixture.keys.prepare(fixture.scope, List.of(junk, record));
        assertThat(provider.unwrapped()).isEqualTo(2);
    }

    @Test
    @Tag("F5")
    void prepareWhenInterruptedShouldLeaveTheFlightsToTheOthers() throws Exception {
        try (KeysFixture threaded = KeysFixture.threaded(DEFAULTS)) {
            KeyRecord record = threaded.encrypt();
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> threaded.keys.prepare(threaded.scope, List.of(record)));
            assertThat(Thread.interrupted()).isTrue();
            threaded.decrypt(record);
            assertThat(threaded.provider.unwrapped()).isEqualTo(1);
        }
    }

    @Test
    @Tag("F6")
    void flushWhenCallIsUnderWayShouldNotKeepItsKey() throws Exception {
        try (KeysFixture threaded = KeysFixture.threaded(DEFAULTS)) {
            KeyRecord record = threaded.encrypt();
            threaded.provider.awaitCall();
            CountDownLatch end = threaded.provider.hang();
            List<FutureTask<Object>> readers = Crowd.begin(10, () -> {
                threaded.decrypt(record);
                return "read";
            });
            threaded.provider.awaitCall();
            threaded.keys.flush();
            threaded.provider.work();
            end.countDown();
            assertThat(Crowd.results(readers)).hasSize(10);
            assertThat(threaded.provider.unwrapped()).isEqualTo(2);
            assertThat(threaded.keys.decryptionKeys()).isEqualTo(1);
        }
    }

    @Test
    @Tag("F6")
    void flushShouldForgetRefusedRecords() {
        KeyRecord junk = junk(fixture.encrypt(), 1);
        refused(junk);
        fixture.keys.flush();
        refused(junk);
        assertThat(provider.unwrapped()).isEqualTo(2);
    }

    private DecryptionException refused(KeyRecord record) {
        return catchThrowableOfType(DecryptionException.class, () -> fixture.decrypt(record));
    }

    /** Returns a record of the same key that was never wrapped. */
    private static KeyRecord junk(KeyRecord record, int number) {
        byte[] wrapped = record.wrappedKey();
        ByteBuffer.wrap(wrapped).putInt(number).putInt(0x4A554E4B);
        return KeyRecord.of(record.kind(), record.context(), record.keyArn(), record.commitment(), wrapped);
    }

    private static List<KeyRecord> records(KeysFixture threaded, int number) {
        List<KeyRecord> records = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            records.add(threaded.encrypt());
            threaded.keys.flush();
        }
        return records;
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
            throw new IllegalStateException("Calls are not made together", ex);
        }
    }
}
