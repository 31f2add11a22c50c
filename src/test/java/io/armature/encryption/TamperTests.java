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
import static io.armature.encryption.Values.b;
import static io.armature.encryption.Values.n;
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.armature.encryption.ItemFixture.KeyNotAcceptedException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever is changed or put elsewhere is refused, as far as the format alone decides it. */
@Tag("F2")
@Tag("F8")
@Tag("F12")
@Tag("F14")
class TamperTests {

    private final ItemFixture fixture = new ItemFixture();

    private final byte[] dataKey = ItemFixture.dataKey(0);

    private final KeyRecord record = fixture.wrap(dataKey);

    private final KeyRecord sameKeyAgain = fixture.wrap(dataKey);

    private final KeyRecord otherKey = fixture.wrap(ItemFixture.dataKey(100));

    private final byte[] itemRecord = record.toByteArray();

    private final byte[] ofItem = seal(null);

    private final byte[] inline = seal(record);

    @Test
    void openWhenNothingIsChangedShouldReturnTheValue() {
        assertThat(fixture.open(SCOPE, "email", KEYS, b(ofItem), b(itemRecord))).isEqualTo(s("a@b.c"));
        assertThat(fixture.open(SCOPE, "email", KEYS, b(inline), b(otherKey.toByteArray())))
                .isEqualTo(s("a@b.c"));
    }

    @Test
    void openWhenAnyByteIsAnyOtherShouldRefuse() {
        int tried = 0;
        for (byte[] envelope : List.of(ofItem, inline)) {
            for (int position = 0; position < envelope.length; position++) {
                for (int other = 1; other < 256; other++) {
                    byte[] changed = envelope.clone();
                    changed[position] ^= (byte) other;
                    assertRefused(SCOPE, "email", KEYS, changed, itemRecord);
                    tried++;
                }
            }
        }
        assertThat(tried).isEqualTo(255 * (ofItem.length + inline.length));
    }

    @Test
    void openWhenAnyByteOfTheItemsRecordIsAnyOtherShouldRefuse() {
        for (int position = 0; position < itemRecord.length; position++) {
            for (int other = 1; other < 256; other++) {
                byte[] changed = itemRecord.clone();
                changed[position] ^= (byte) other;
                assertRefused(SCOPE, "email", KEYS, ofItem, changed);
            }
        }
    }

    @Test
    void openWhenCutShortOrLengthenedShouldRefuse() {
        for (byte[] envelope : List.of(ofItem, inline)) {
            for (int length = 0; length < envelope.length; length++) {
                assertRefused(SCOPE, "email", KEYS, Arrays.copyOf(envelope, length), itemRecord);
                assertRefused(
                        SCOPE, "email", KEYS, Arrays.copyOfRange(envelope, length + 1, envelope.length), itemRecord);
            }
            assertRefused(SCOPE, "email", KEYS, Arrays.copyOf(envelope, envelope.length + 1), itemRecord);
        }
        for (int length = 0; length < itemRecord.length; length++) {
            assertRefused(SCOPE, "email", KEYS, ofItem, Arrays.copyOf(itemRecord, length));
        }
    }

    @Test
    void openWhenPutElsewhereShouldRefuse() {
        for (byte[] envelope : List.of(ofItem, inline)) {
            assertRefused(SCOPE, "phone", KEYS, envelope, itemRecord);
            assertRefused(new Scope("prod", "acme", "orders"), "email", KEYS, envelope, itemRecord);
            assertRefused(new Scope("prod", "other", "customers"), "email", KEYS, envelope, itemRecord);
            assertRefused(new Scope("test", "acme", "customers"), "email", KEYS, envelope, itemRecord);
            assertRefused(new Scope("", "prodacme", "customers"), "email", KEYS, envelope, itemRecord);
            for (KeyAttributes keys : List.of(
                    KeyAttributes.of("id", s("2"), "at", s("2")),
                    KeyAttributes.of("id", s("1"), "at", s("1")),
                    KeyAttributes.of("id", s("2"), "at", s("1")),
                    KeyAttributes.of("at", s("1"), "id", s("2")),
                    KeyAttributes.of("id", n("1"), "at", s("2")),
                    KeyAttributes.of("id", s("1"), "at", n("2")),
                    KeyAttributes.of("id", b('1'), "at", s("2")),
                    KeyAttributes.of("id", s("1")))) {
                assertRefused(SCOPE, "email", keys, envelope, itemRecord);
            }
        }
    }

    @Test
    void openWhenRecordIsMissingOrAnotherKeysShouldRefuse() {
        assertRefused(SCOPE, "email", KEYS, ofItem, null);
        assertRefused(SCOPE, "email", KEYS, ofItem, otherKey.toByteArray());
        byte[] swapped = inline.clone();
        System.arraycopy(otherKey.toByteArray(), 0, swapped, 7, otherKey.length());
        assertRefused(SCOPE, "email", KEYS, swapped, itemRecord);
    }

    @Test
    void openWhenRecordIsOfTheSameDataKeyShouldReturnTheSameValue() {
        assertThat(sameKeyAgain).isNotEqualTo(record);
        assertThat(fixture.open(SCOPE, "email", KEYS, b(ofItem), b(sameKeyAgain.toByteArray())))
                .isEqualTo(s("a@b.c"));
    }

    @Test
    void openWhenRecordCarriesTheCommitmentOfAnotherKeyShouldRefuse() {
        ItemFixture lying = new ItemFixture();
        KeyRecord forged =
                KeyRecord.of(record.kind(), record.context(), record.keyArn(), otherKey.commitment(), new byte[1]);
        lying.remember(forged, dataKey);
        Refusal refusal = refusal(lying, SCOPE, "email", KEYS, ofItem, forged.toByteArray());
        assertThat(refusal).isEqualTo(Refusal.COMMITMENT);
    }

    @Test
    void openWhenInlineRecordIsMovedToTheItemOrBackShouldRefuse() {
        byte[] payload = Arrays.copyOfRange(inline, 7 + record.length(), inline.length);
        byte[] moved =
                new ByteWriter(64).put(Envelope.header(false)).put(payload).toByteArray();
        assertRefused(SCOPE, "email", KEYS, moved, itemRecord);
        byte[] back = new ByteWriter(512)
                .put(Envelope.header(true))
                .putWithShortLength(itemRecord)
                .put(Arrays.copyOfRange(ofItem, 5, ofItem.length))
                .toByteArray();
        assertRefused(SCOPE, "email", KEYS, back, itemRecord);
    }

    private void assertRefused(
            Scope scope, String attribute, KeyAttributes keys, byte[] stored, byte @Nullable [] storedRecord) {
        assertThat(refusal(fixture, scope, attribute, keys, stored, storedRecord))
                .isNotEqualTo(Refusal.NONE);
    }

    private static Refusal refusal(
            ItemFixture fixture,
            Scope scope,
            String attribute,
            KeyAttributes keys,
            byte[] stored,
            byte @Nullable [] storedRecord) {
        AttributeValue itemRecord = storedRecord == null ? null : b(storedRecord);
        try {
            fixture.open(scope, attribute, keys, b(stored), itemRecord);
            return Refusal.NONE;
        } catch (KeyNotAcceptedException ex) {
            return Refusal.KEY;
        } catch (DecryptionException ex) {
            return ex.reason() == DecryptionException.Reason.COMMITMENT_MISMATCH ? Refusal.COMMITMENT : Refusal.OTHER;
        }
    }

    private byte[] seal(@Nullable KeyRecord inlineRecord) {
        return fixture.cipher(dataKey, SCOPE)
                .seal("email", s("a@b.c"), KEYS, inlineRecord)
                .b()
                .asByteArray();
    }

    private enum Refusal {
        NONE,
        KEY,
        COMMITMENT,
        OTHER
    }
}
