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
import static io.armature.encryption.ItemFixture.SCOPE;
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.armature.encryption.DecryptionException.Reason;
import io.armature.encryption.keys.KeyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AttributeCipherTests {

    private final ItemFixture fixture = new ItemFixture();

    private final byte[] dataKey = ItemFixture.dataKey(0);

    private final KeyRecord record = fixture.wrap(dataKey);

    private final AttributeValue itemRecord = Values.b(record.toByteArray());

    private final AttributeCipher cipher = fixture.cipher(dataKey, SCOPE);

    @Test
    @Tag("F2")
    @Tag("F3")
    @Tag("F8")
    @Tag("F12")
    void sealWhenInputIsTheKnownAnswersShouldGiveItsEnvelope() {
        JceProvider jce = new JceProvider(new FixedNonceProvider(HexFormat.of().parseHex("000102030405060708090a0b")));
        AttributeCipher known = new AttributeCipher(
                new AesGcm(jce), new KeyDerivation(new Hkdf(jce)), dataKey, new Scope("", "", "customers"));
        AttributeValue sealed = known.seal("email", s("a@b.c"), KeyAttributes.of("id", Values.n("1.0")), null);
        assertThat(HexFormat.of().formatHex(known.commitment()))
                .isEqualTo("e4d396cc7a89e1d4c10efd25aee80ab0433c33d76d70c17083b54e8c61421ecc");
        assertThat(HexFormat.of().formatHex(sealed.b().asByteArray()))
                .isEqualTo("4172010100000102030405060708090a0be1224d0be31c947a48197269064cdb9c77c97b2a6c07");
    }

    @Test
    @Tag("F8")
    void sealedValueShouldBeLargerByWhatIsSaidOfIt() {
        for (int length : new int[] {1, 64, 5_000}) {
            AttributeValue sealed = cipher.seal("email", s("x".repeat(length)), KEYS, null);
            assertThat(sealed.b().asByteArray()).hasSize(length + EnvelopeForm.addedBytes());
        }
        assertThat(EnvelopeForm.addedBytes()).isEqualTo(33 + 1);
    }

    @Test
    @Tag("F8")
    @Tag("F10")
    void openShouldReturnEveryTypeThatWasSealed() {
        Values.golden().forEach((attribute, value) -> {
            AttributeValue ofItem = cipher.seal(attribute, value, KEYS, null);
            AttributeValue inline = cipher.seal(attribute, value, KEYS, record);
            assertThat(Values.ordered(fixture.open(SCOPE, attribute, KEYS, ofItem, itemRecord)))
                    .isEqualTo(Values.ordered(value));
            assertThat(Values.ordered(fixture.open(SCOPE, attribute, KEYS, inline, null)))
                    .isEqualTo(Values.ordered(value));
        });
    }

    @Test
    @Tag("F8")
    void sealShouldAddThirtyThreeBytesAndOneForTheType() {
        assertThat(cipher.seal("email", s("a@b.c"), KEYS, null).b().asByteArray())
                .hasSize(5 + 1 + 33);
    }

    @Test
    @Tag("F2")
    void openWhenRecordIsAnotherKeysShouldRefuseBeforeTheTag() {
        KeyRecord other = fixture.wrap(ItemFixture.dataKey(100));
        Location where = new Location("customers", "email");
        Envelope envelope = Envelope.parse(where, cipher.seal("email", s("a@b.c"), KEYS, null));
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> cipher.open("email", envelope, other, KEYS))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.COMMITMENT_MISMATCH));
    }

    @Test
    @Tag("F3")
    void attributeKeyShouldDifferByScopeAndAttribute() {
        assertThat(List.of(
                        derived("d", "t", "c", "a"),
                        derived("", "t", "c", "a"),
                        derived("d", "", "c", "a"),
                        derived("d", "t", "", "a"),
                        derived("d", "t", "c", ""),
                        derived("dt", "", "c", "a"),
                        derived("d", "tc", "", "a"),
                        derived("t", "d", "c", "a")))
                .doesNotHaveDuplicates();
    }

    @Test
    @Tag("F14")
    void openWhenPlaintextIsMalformedShouldSayThatItIsAuthenticButNotAValue() {
        byte[] place = SCOPE.bytes("email");
        AttributeKey key = AttributeKey.of(
                new Location("customers", "email"),
                fixture.derivation.attributeKey(dataKey, place),
                cipher.commitment(),
                place);
        byte[] envelope = Envelope.prepare(null, 2);
        fixture.aesGcm.encrypt(key.key(), key.prefix(false), KEYS.bytes(), new byte[] {4, 2}, envelope, 5);
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> fixture.open(SCOPE, "email", KEYS, Values.b(envelope), itemRecord))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.PLAINTEXT_MALFORMED))
                .withRootCauseInstanceOf(MalformedPlaintextException.class);
    }

    @Test
    @Tag("F6")
    void destroyShouldEndTheCipherForKnownAndNewAttributes() {
        cipher.seal("email", s("a@b.c"), KEYS, null);
        cipher.destroy();
        assertThatIllegalStateException().isThrownBy(() -> cipher.seal("email", s("a@b.c"), KEYS, null));
        assertThatIllegalStateException().isThrownBy(() -> cipher.seal("phone", s("a@b.c"), KEYS, null));
    }

    @Test
    @Tag("F6")
    void destroyShouldDropTheCiphersThatKnowItsKeys() {
        cipher.seal("email", s("a@b.c"), KEYS, null);
        RawKey owner = cipher.dataKey();
        PooledCiphers used = fixture.aesGcm.take(owner);
        fixture.aesGcm.giveBack(used);
        assertThat(fixture.aesGcm.take(owner)).isSameAs(used);
        fixture.aesGcm.giveBack(used);
        cipher.destroy();
        assertThat(fixture.aesGcm.take(owner)).isNotSameAs(used);
    }

    @Test
    @Tag("F6")
    void createShouldCopyTheDataKey() {
        byte[] mine = dataKey.clone();
        AttributeCipher copying = fixture.cipher(mine, SCOPE);
        Arrays.fill(mine, (byte) 0);
        AttributeValue sealed = copying.seal("email", s("a@b.c"), KEYS, null);
        assertThat(fixture.open(SCOPE, "email", KEYS, sealed, itemRecord)).isEqualTo(s("a@b.c"));
    }

    @Test
    @Tag("F1")
    void createWhenDataKeyHasAnotherLengthShouldRefuse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fixture.cipher(new byte[16], SCOPE))
                .withMessageContaining("32");
    }

    @Test
    @Tag("F11")
    void openWhenManyThreadsUseMoreKeysThanCiphersAreKeptShouldReturnTheirValues() throws Exception {
        List<AttributeCipher> ciphers = IntStream.range(0, 60)
                .mapToObj(first -> fixture.cipher(ItemFixture.dataKey(first), SCOPE))
                .toList();
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> runs = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                runs.add(executor.submit(() -> {
                    int opened = 0;
                    for (int i = 0; i < 10_000; i++) {
                        AttributeCipher mine = ciphers.get(i % ciphers.size());
                        String attribute = "attribute" + i % 7;
                        AttributeValue value = s("value " + i);
                        Envelope envelope = Envelope.parse(
                                new Location("customers", attribute), mine.seal(attribute, value, KEYS, null));
                        KeyRecord itsRecord = KeyRecord.of(KeyKind.LOCAL, 0, "local", mine.commitment(), new byte[1]);
                        opened +=
                                mine.open(attribute, envelope, itsRecord, KEYS).equals(value) ? 1 : 0;
                    }
                    return opened;
                }));
            }
            for (Future<Integer> run : runs) {
                assertThat(run.get()).isEqualTo(10_000);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    @Tag("F6")
    void toStringShouldHoldNothingOfKeysAndValues() {
        byte[] place = SCOPE.bytes("email");
        RawKey key = fixture.derivation.attributeKey(dataKey, place);
        AttributeKey attributeKey =
                AttributeKey.of(new Location("customers", "email"), key, cipher.commitment(), place);
        assertThat(attributeKey).hasToString("AttributeKey[Location[table=customers, attribute=email]]");
        assertThat(cipher.toString()).startsWith(AttributeCipher.class.getName() + "@");
        assertThat(KEYS.toString()).startsWith(KeyAttributes.class.getName() + "@");
    }

    private String derived(String domain, String tenant, String table, String attribute) {
        byte[] place = new Scope(domain, tenant, table).bytes(attribute);
        return HexFormat.of()
                .formatHex(fixture.derivation.attributeKey(dataKey, place).getEncoded());
    }
}
