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
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.encryption.DecryptionException.Reason;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("F8")
@Tag("F14")
class EnvelopeTests {

    private static final Location WHERE = new Location("customers", "email");

    private final ItemFixture fixture = new ItemFixture();

    private final byte[] dataKey = ItemFixture.dataKey(0);

    private final KeyRecord record = fixture.wrap(dataKey);

    private final AttributeValue itemRecord = b(record.toByteArray());

    private final byte[] ofItem = seal(null);

    private final byte[] inline = seal(record);

    @Test
    void sealShouldLayOutHeaderRecordNonceCiphertextAndTag() {
        assertThat(HexFormat.of().formatHex(ofItem)).startsWith("4172010100").hasSize(2 * (5 + 12 + 6 + 16));
        assertThat(HexFormat.of().formatHex(inline))
                .startsWith("4172010101%04x".formatted(record.length())
                        + HexFormat.of().formatHex(record.toByteArray()))
                .hasSize(2 * (5 + 2 + record.length() + 12 + 6 + 16));
    }

    @Test
    void isEnvelopeShouldGoByTypeAndFirstTwoBytesOnly() {
        assertThat(Envelope.isEnvelope(b(0x41, 0x72))).isTrue();
        assertThat(Envelope.isEnvelope(b(ofItem))).isTrue();
        assertThat(List.of(b(), b(0x41), b(0x41, 0x73), b(0x42, 0x72), s("Ar"), AttributeValue.fromNul(true)))
                .noneMatch(Envelope::isEnvelope);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0x42, NOT_ENCRYPTED",
        "1, 0x73, NOT_ENCRYPTED",
        "2, 0, UNSUPPORTED_VERSION",
        "2, 2, UNSUPPORTED_VERSION",
        "3, 0, UNSUPPORTED_SUITE",
        "3, 2, UNSUPPORTED_SUITE",
        "4, 0x10, UNSUPPORTED_FLAGS",
        "4, 0x20, UNSUPPORTED_FLAGS",
        "4, 0x40, UNSUPPORTED_FLAGS",
        "4, 0x80, UNSUPPORTED_FLAGS",
        "4, 0xF2, UNSUPPORTED_FLAGS",
        "4, 2, UNSUPPORTED_KEY_SOURCE",
        "4, 0x0F, UNSUPPORTED_KEY_SOURCE",
        "5, 1, AUTHENTICATION_FAILED",
        "38, 1, AUTHENTICATION_FAILED"
    })
    void openWhenByteIsAnotherShouldSayWhy(int position, String value, Reason reason) {
        byte[] changed = ofItem.clone();
        changed[position] = (byte) (changed[position] == Integer.decode(value) ? 0x55 : Integer.decode(value));
        assertRefused(reason, changed, itemRecord);
    }

    @Test
    void openWhenSeveralThingsAreWrongShouldReportTheFirstInOrder() {
        byte[] wrong = ofItem.clone();
        wrong[38] ^= 1;
        wrong[4] = 0x12;
        wrong[3] = 9;
        wrong[2] = 9;
        assertRefused(Reason.MALFORMED, Arrays.copyOf(wrong, 33), null);
        assertRefused(Reason.UNSUPPORTED_VERSION, wrong, null);
        wrong[2] = 1;
        assertRefused(Reason.UNSUPPORTED_SUITE, wrong, null);
        wrong[3] = 1;
        assertRefused(Reason.UNSUPPORTED_FLAGS, wrong, null);
        wrong[4] = 2;
        assertRefused(Reason.UNSUPPORTED_KEY_SOURCE, wrong, null);
        wrong[4] = 0;
        assertRefused(Reason.RECORD_MISSING, wrong, null);
        assertRefused(Reason.RECORD_MALFORMED, wrong, b(1, 1));
        assertRefused(Reason.RECORD_MALFORMED, wrong, s("text"));
        byte[] unsupported = record.toByteArray();
        unsupported[1] = 2;
        assertRefused(Reason.RECORD_UNSUPPORTED, wrong, b(unsupported));
        assertRefused(Reason.AUTHENTICATION_FAILED, wrong, itemRecord);
    }

    @Test
    void openWhenInlineRecordIsLongerThanTheEnvelopeShouldSayThatItIsDamaged() {
        for (int length : new int[] {record.length() + 6 + 1, 0x7FFF, 0xFFFF}) {
            byte[] changed = inline.clone();
            changed[5] = (byte) (length >>> 8);
            changed[6] = (byte) length;
            assertRefused(Reason.RECORD_MALFORMED, changed, itemRecord);
        }
    }

    @Test
    void openWhenValueIsNotBinaryShouldSayThatItIsNotEncrypted() {
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> Envelope.parse(WHERE, s("a@b.c")))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.NOT_ENCRYPTED))
                .satisfies(ex -> assertThat(ex.table()).isEqualTo("customers"))
                .satisfies(ex -> assertThat(ex.attribute()).isEqualTo("email"))
                .withMessage("Attribute 'email' of table 'customers' cannot be decrypted: it is not encrypted.");
    }

    @Test
    void recordWhenEnvelopeHasItsOwnShouldNotLookAtTheItems() {
        Envelope envelope = Envelope.parse(WHERE, b(inline));
        assertThat(envelope.record(WHERE, new ItemKeyRecord(b(0)))).isEqualTo(record);
    }

    private void assertRefused(Reason reason, byte[] stored, @Nullable AttributeValue itemRecord) {
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> fixture.open(SCOPE, "email", KEYS, b(stored), itemRecord))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(reason))
                .withMessageContaining("'email'")
                .withMessageContaining("'customers'");
    }

    private byte[] seal(@Nullable KeyRecord inlineRecord) {
        return fixture.cipher(dataKey, SCOPE)
                .seal("email", s("a@b.c"), KEYS, inlineRecord)
                .b()
                .asByteArray();
    }
}
