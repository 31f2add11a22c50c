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

import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.KeyState.Health;
import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callers do whose patience ends before the provider answers; calls land when the test says so. */
@Tag("F5")
class KeyOverdueTests {

    private final HeldCalls calls = new HeldCalls();

    private final KeysFixture fixture = KeysFixture.withoutPatience(calls);

    @Test
    void encryptionWhenRenewalIsOverdueShouldGoOnForTheGraceAndThenFail() {
        KeyRecord record = fixture.encrypt();
        calls.hold();
        fixture.pass(Duration.ofMinutes(6));
        for (int i = 0; i < 20; i++) {
            assertThat(fixture.encrypt()).isEqualTo(record);
            fixture.pass(Duration.ofSeconds(2));
        }
        assertThat(fixture.statistics.of(Event.USED_IN_GRACE)).isEqualTo(20);
        assertThat(fixture.keys.state().health()).isEqualTo(Health.IN_GRACE);
        fixture.pass(Duration.ofMinutes(9));

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(fixture::encrypt)
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.TIMED_OUT))
                .withMessageStartingWith("The key provider has not answered for 0 s.");
        assertThat(calls.land()).as("calls that hang beside one another").isEqualTo(1);
        assertThat(fixture.encrypt()).isNotEqualTo(record);
    }

    @Test
    void encryptionWhenProviderAnswersAtLastShouldUseWhatItBrings() {
        calls.hold();
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(fixture::encrypt)
                .satisfies(ex -> assertThat(ex.keyArn()).isEqualTo("(the key that encrypts)"));
        assertThat(fixture.keys.state().reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(calls.land()).isEqualTo(1);
        fixture.pass(Duration.ofSeconds(1));

        fixture.encrypt();

        assertThat(fixture.provider.generated()).isEqualTo(1);
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FRESH);
    }

    @Test
    void decryptionWhenProviderIsOverdueShouldFailAndReadWhenItAnswers() {
        KeyRecord record = fixture.encrypt();
        calls.hold();

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> fixture.decrypt(record))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.TIMED_OUT))
                .satisfies(ex -> assertThat(ex.keyArn()).isEqualTo(FaultyKeyProvider.KEY));
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FAILING);
        assertThat(calls.land()).isEqualTo(1);
        fixture.decrypt(record);
        assertThat(fixture.provider.unwrapped()).isEqualTo(1);
    }

    @Test
    @Tag("F6")
    void prepareWhenOneCallIsOverdueShouldNotWaitForTheOthers() {
        List<KeyRecord> page = List.of(newRecord(), newRecord(), newRecord());
        calls.hold();

        fixture.keys.prepare(fixture.scope, page);

        assertThat(fixture.keys.state().reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(calls.land()).isEqualTo(3);
        // Only the first was waited for, and is remembered as overdue until its key came.
        page.forEach(record ->
                fixture.keys.forDecryption(WHERE, fixture.scope, record).close());
        assertThat(fixture.provider.unwrapped()).isEqualTo(3);
    }

    private KeyRecord newRecord() {
        KeyRecord record = fixture.encrypt();
        fixture.keys.flush();
        return record;
    }
}
