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

import static io.armature.encryption.ItemFixture.KEYS;
import static io.armature.encryption.KeysFixture.WHERE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import javax.crypto.BadPaddingException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys that are dropped while they are in use: no value may be sealed under an overwritten one. */
@Tag("F6")
@Timeout(120)
@Tag("slow")
class KeyEvictionTests {

    private static final long NANOS = Duration.ofSeconds(5).toNanos();

    private static final String ATTRIBUTE = WHERE.attribute();

    private static final AttributeValue VALUE = Values.s("a@b.c");

    private final KeyCacheSettings tiny =
            new KeyCacheSettings(Duration.ofMinutes(5), Duration.ofMinutes(10), 50, 1L << 36, 2, Duration.ofHours(1));

    private final KeysFixture fixture = KeysFixture.threaded(tiny);

    private final ItemFixture format = new ItemFixture();

    private final Map<KeyRecord, AttributeCipher> trueCiphers = new ConcurrentHashMap<>();

    private final LongAdder sealed = new LongAdder();

    private final LongAdder underZeros = new LongAdder();

    @Test
    @Tag("load")
    void leaseWhenKeysAreDroppedUnderLoadShouldSealUnderTheKeyOfItsRecord(TestReporter reporter) throws Exception {
        List<KeyRecord> records = Stream.generate(this::newRecord).limit(40).toList();
        AtomicBoolean over = new AtomicBoolean();
        List<FutureTask<Void>> threads = Crowd.begin(8, () -> {
            while (!over.get()) {
                encryptAndDecrypt(records.get(ThreadLocalRandom.current().nextInt(records.size())));
            }
            return null;
        });
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < NANOS) {
            fixture.keys.flush();
            fixture.pass(Duration.ofSeconds(1));
            Thread.yield();
        }
        over.set(true);
        Crowd.results(threads);
        fixture.close();
        reporter.publishEntry(
                "sealed",
                sealed + " values, " + fixture.provider.generated() + " keys generated, " + fixture.provider.unwrapped()
                        + " unwrapped");
        assertThat(sealed.sum()).isGreaterThan(1_000);
        assertThat(underZeros.sum()).isZero();
    }

    @Test
    void isUnderZerosWhenKeyIsZeroShouldSeeIt() {
        KeyRecord record = newRecord();
        for (RawKey zeros : zeroKeys()) {
            byte[] plain = {1, 'a'};
            byte[] envelope = Envelope.prepare(null, plain.length);
            byte[] prefix = prefix(zeros, record);
            format.aesGcm.encrypt(zeros, prefix, KEYS.bytes(), plain, envelope, Envelope.payloadStart(null));
            assertThat(isUnderZeros(envelope, record)).isTrue();
        }
        fixture.close();
    }

    private KeyRecord newRecord() {
        KeyRecord record = fixture.encrypt();
        fixture.keys.flush();
        return record;
    }

    private void encryptAndDecrypt(KeyRecord old) {
        try (KeyLease lease = fixture.keys.forEncryption(fixture.scope, 1, 10)) {
            check(lease);
        }
        try (KeyLease lease = fixture.keys.forDecryption(WHERE, fixture.scope, old)) {
            check(lease);
        }
    }

    /** Seals, and opens with a cipher that nobody drops. */
    private void check(KeyLease lease) {
        KeyRecord record = lease.record();
        AttributeValue stored = lease.cipher().seal(ATTRIBUTE, VALUE, KEYS, null);
        Envelope envelope = Envelope.parse(WHERE, stored);
        AttributeCipher trueCipher = trueCiphers.computeIfAbsent(record, this::trueCipher);
        if (isUnderZeros(envelope.bytes(), record)) {
            underZeros.increment();
        }
        assertThat(trueCipher.open(ATTRIBUTE, envelope, record, KEYS)).isEqualTo(VALUE);
        sealed.increment();
    }

    private AttributeCipher trueCipher(KeyRecord record) {
        Map<String, String> context = new KeyContexts("prod", 0, Map.of()).of(fixture.scope, 0);
        byte[] dataKey = fixture.provider.unwrap(record.keyArn(), record.wrappedKey(), context);
        return format.cipher(dataKey, fixture.scope);
    }

    private boolean isUnderZeros(byte[] envelope, KeyRecord record) {
        return zeroKeys().stream().anyMatch(zeros -> opens(zeros, envelope, record));
    }

    /** Returns what an overwritten attribute's key, and the key derived from an overwritten data key, would be. */
    private List<RawKey> zeroKeys() {
        return List.of(
                new RawKey("AES", new byte[32]),
                format.derivation.attributeKey(new byte[32], fixture.scope.bytes(ATTRIBUTE)));
    }

    private boolean opens(RawKey key, byte[] envelope, KeyRecord record) {
        try {
            format.aesGcm.decrypt(key, prefix(key, record), KEYS.bytes(), envelope, Envelope.payloadStart(null));
            return true;
        } catch (BadPaddingException ex) {
            return false;
        }
    }

    private byte[] prefix(RawKey key, KeyRecord record) {
        return AttributeKey.of(WHERE, key, record.commitment(), fixture.scope.bytes(ATTRIBUTE))
                .prefix(false);
    }
}
