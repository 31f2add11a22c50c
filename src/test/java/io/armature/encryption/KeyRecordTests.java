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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armature.encryption.DecryptionException.Reason;
import io.armature.encryption.keys.KeyKind;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("F9")
@Tag("F14")
class KeyRecordTests {

    private static final Location WHERE = new Location("customers", "email");

    private static final String COMMITMENT = "11".repeat(32);

    private final KeyRecord record = record("arn", new byte[] {7, 8});

    @Test
    void toByteArrayShouldBeTheBytesOfTheFormat() {
        assertThat(HexFormat.of().formatHex(record.toByteArray()))
                .isEqualTo("0101ff" + "000361726e" + COMMITMENT + "00020708");
        assertThat(record.length()).isEqualTo(record.toByteArray().length);
    }

    @Test
    void parseShouldReturnWhatWasWritten() {
        for (KeyRecord written : new KeyRecord[] {
            record,
            record("ä", new byte[1]),
            record("a".repeat(2_048), new byte[6_144]),
            KeyRecord.of(KeyKind.LOCAL, 0, "local", new byte[32], new byte[60])
        }) {
            KeyRecord read = KeyRecord.parse(WHERE, written.toByteArray());
            assertThat(read).isEqualTo(written).hasSameHashCodeAs(written);
            assertThat(read.kind()).isEqualTo(written.kind());
            assertThat(read.context()).isEqualTo(written.context());
            assertThat(read.keyArn()).isEqualTo(written.keyArn());
            assertThat(read.commitment()).isEqualTo(written.commitment());
            assertThat(read.wrappedKey()).isEqualTo(written.wrappedKey());
        }
        assertThat(record.context()).isEqualTo(255);
        assertThat(record.wrappedKey()).containsExactly(7, 8);
        assertThat(record.commitment()).hasSize(32).containsOnly(0x11);
    }

    @Test
    void parseShouldNotKeepTheArrayAndGiveOnlyCopies() {
        byte[] stored = record.toByteArray();
        KeyRecord read = KeyRecord.parse(WHERE, stored);
        Arrays.fill(stored, (byte) 0);
        Arrays.fill(read.toByteArray(), (byte) 0);
        Arrays.fill(read.commitment(), (byte) 0);
        Arrays.fill(read.wrappedKey(), (byte) 0);
        assertThat(read).isEqualTo(record);
        assertThat(read.toByteArray()).isEqualTo(record.toByteArray());
    }

    @Test
    void parseWhenCutShortOrLengthenedShouldSayThatItIsDamaged() {
        byte[] stored = record.toByteArray();
        for (int length = 0; length < stored.length; length++) {
            assertRefused(Reason.RECORD_MALFORMED, Arrays.copyOf(stored, length));
        }
        assertRefused(Reason.RECORD_MALFORMED, Arrays.copyOf(stored, stored.length + 1));
    }

    @ParameterizedTest
    @CsvSource({
        "00, 01, RECORD_UNSUPPORTED", "02, 01, RECORD_UNSUPPORTED", "01, 00, RECORD_UNSUPPORTED",
        "01, 02, RECORD_UNSUPPORTED", "01, 04, RECORD_UNSUPPORTED", "01, ff, RECORD_UNSUPPORTED"
    })
    void parseWhenVersionOrKindIsUnknownShouldSaySo(String version, String kind, Reason reason) {
        assertRefused(reason, version + kind + "ff" + "000361726e" + COMMITMENT + "00020708");
    }

    @Test
    void parseWhenLengthIsBeyondItsBoundsShouldSayThatItIsDamaged() {
        assertRefused(Reason.RECORD_MALFORMED, "0101ff" + "0000" + COMMITMENT + "00020708" + "00");
        assertRefused(Reason.RECORD_MALFORMED, "0101ff" + "ffff61726e" + COMMITMENT + "00020708");
        assertRefused(Reason.RECORD_MALFORMED, "0101ff" + "0801" + "61".repeat(2_049) + COMMITMENT + "00020708");
        assertRefused(Reason.RECORD_MALFORMED, "0101ff" + "000361726e" + COMMITMENT + "0000");
        assertRefused(Reason.RECORD_MALFORMED, "0101ff" + "000361726e" + COMMITMENT + "1801" + "00".repeat(6_145));
        assertRefused(Reason.RECORD_MALFORMED, "0101ff" + "000361ff6e" + COMMITMENT + "00020708");
    }

    @Test
    void ofWhenPartIsBeyondItsBoundsShouldRefuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> record("", new byte[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> record("a".repeat(2_049), new byte[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> record("a", new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> record("a", new byte[6_145]));
        for (int context : new int[] {-1, 256}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KeyRecord.of(KeyKind.KMS, context, "arn", new byte[32], new byte[1]));
        }
        for (int length : new int[] {31, 33}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KeyRecord.of(KeyKind.KMS, 0, "arn", new byte[length], new byte[1]));
        }
    }

    @Test
    void toStringShouldNameTheKeyOnly() {
        assertThat(record).hasToString("KeyRecord[KMS, arn]");
    }

    private static KeyRecord record(String arn, byte[] wrapped) {
        return KeyRecord.of(KeyKind.KMS, 255, arn, HexFormat.of().parseHex(COMMITMENT), wrapped);
    }

    private static void assertRefused(Reason reason, String hex) {
        assertRefused(reason, HexFormat.of().parseHex(hex));
    }

    private static void assertRefused(Reason reason, byte[] stored) {
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> KeyRecord.parse(WHERE, stored))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(reason));
    }
}
