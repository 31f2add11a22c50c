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
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F6")
class DataKeyTests {

    private final byte[] secret = ItemFixture.dataKey(0x51);

    private final AttributeCipher cipher = new ItemFixture().cipher(secret, ItemFixture.SCOPE);

    private final KeyRecord record = KeyRecord.of(KeyKind.KMS, 0, "arn:key", cipher.commitment(), new byte[] {1, 2, 3});

    private final DataKey key = new DataKey(cipher, record, 0, new KeyBudget(10, 10));

    @Test
    void releaseWhenAnotherHoldsShouldKeepTheKey() {
        KeyLease lease = key.lease();
        assertThat(lease).isNotNull();
        key.release();
        seal();
        lease.close();
        assertThatIllegalStateException().isThrownBy(this::seal);
    }

    @Test
    void leaseWhenKeyIsOverwrittenShouldBeRefused() {
        key.release();
        assertThat(key.lease()).isNull();
        assertThat(key.lease(1, 1)).isNull();
        assertThat(key.tryHold()).isFalse();
    }

    @Test
    @Tag("F4")
    void leaseWhenBudgetIsSpentShouldLeaveNoHold() {
        assertThat(key.lease(11, 1)).isNull();
        assertThat(key.lease(1, 11)).isNull();
        key.release();
        assertThatIllegalStateException().isThrownBy(this::seal);
    }

    @Test
    void closeWhenRepeatedShouldReleaseOnce() {
        KeyLease lease = key.lease();
        assertThat(lease).isNotNull();
        lease.close();
        lease.close();
        seal();
        assertThatIllegalStateException().isThrownBy(lease::cipher);
    }

    @Test
    void toStringShouldHoldNothingOfTheKey() {
        KeyLease lease = key.lease();
        assertThat(lease).isNotNull();
        KeyFlight flight = new KeyFlight(0);
        flight.land(key, null);
        String texts = key + " " + lease + " " + cipher + " " + flight + " "
                + new DecryptionKeys.Id(record, ItemFixture.SCOPE);
        assertThat(texts)
                .doesNotContain(HexFormat.of().formatHex(secret, 0, 4))
                .doesNotContainIgnoringCase(HexFormat.of().formatHex(secret, 0, 4))
                .doesNotContain(Arrays.toString(secret).substring(1, 15));
    }

    private void seal() {
        cipher.seal("email", Values.s("a@b.c"), ItemFixture.KEYS, null);
    }
}
