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

import static io.armature.encryption.KeysFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.armature.encryption.KeyState.Health;
import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("F5")
class KeyStateTests {

    private final KeysFixture fixture = KeysFixture.direct(KeyCacheSettings.defaults());

    @Test
    void stateWhenNothingWasNeededShouldBeUnused() {
        assertThat(fixture.keys.state()).isEqualTo(new KeyState(Health.UNUSED, null, null, null));
    }

    @Test
    void stateWhenProviderAnswersShouldBeFreshSinceItDoes() {
        fixture.encrypt();
        fixture.pass(Duration.ofMinutes(5));
        fixture.encrypt();
        assertThat(fixture.keys.state()).isEqualTo(new KeyState(Health.FRESH, START, null, null));
    }

    @Test
    void stateWhenServiceGoesAwayAndComesBackShouldPassThroughEach() {
        fixture.encrypt();
        fixture.provider.fail(Reason.TIMED_OUT);
        fixture.pass(Duration.ofMinutes(4));
        fixture.encrypt();
        assertThat(fixture.keys.state()).isEqualTo(failing(Health.FRESH, 4));
        fixture.pass(Duration.ofMinutes(1));
        fixture.encrypt();
        assertThat(fixture.keys.state()).isEqualTo(failing(Health.IN_GRACE, 4));
        fixture.pass(Duration.ofMinutes(10));
        assertThat(fixture.keys.state()).isEqualTo(failing(Health.FAILING, 4));
        fixture.provider.work();
        fixture.pass(Duration.ofMinutes(1));
        fixture.encrypt();
        assertThat(fixture.keys.state())
                .isEqualTo(new KeyState(Health.FRESH, START.plus(Duration.ofMinutes(16)), null, null));
    }

    @Test
    void stateWhenThereIsNoTrafficShouldFindOutThatTheServiceIsBack() {
        fixture.provider.fail(Reason.ACCESS_DENIED);
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(fixture::encrypt);
        for (int i = 0; i < 100; i++) {
            assertThat(fixture.keys.state().health()).isEqualTo(Health.FAILING);
        }
        assertThat(fixture.provider.generated()).isEqualTo(1);
        fixture.provider.work();
        fixture.pass(Duration.ofSeconds(1));
        fixture.keys.state();
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FRESH);
        assertThat(fixture.provider.generated()).isEqualTo(2);
    }

    @Test
    void stateWhenOneTenantIsDeniedShouldTellAndStayFresh() {
        fixture.encrypt();
        fixture.provider.fail(Reason.ACCESS_DENIED);
        Scope denied = fixture.keys.scope("denied", "customers");
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> fixture.encrypt(denied));
            assertThat(fixture.keys.state().health()).isEqualTo(Health.FRESH);
            assertThat(fixture.keys.state().reason()).isEqualTo(Reason.ACCESS_DENIED);
            fixture.pass(Duration.ofSeconds(10));
        }
        Scope deniedToo = fixture.keys.scope("denied too", "customers");
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> fixture.encrypt(deniedToo));
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FAILING);
    }

    @Test
    void stateWhenOneTenantIsDeniedAndNoOtherHasAKeyShouldBeFailing() {
        fixture.provider.fail(Reason.ACCESS_DENIED);
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(fixture::encrypt);
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FAILING);
    }

    @ParameterizedTest
    @EnumSource(names = {"DISABLED", "DELETED", "NOT_FOUND"})
    void stateWhenTheKeyOfAllIsGoneShouldBeFailingAtTheFirstTenant(Reason reason) {
        fixture.encrypt();
        fixture.provider.fail(reason);
        Scope other = fixture.keys.scope("other", "customers");
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> fixture.encrypt(other));
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FAILING);
    }

    @Test
    void stateWhenItIsNotSaidWhoseItIsShouldBeFailingWhenDenied() {
        fixture.encrypt();
        fixture.provider.fail(Reason.ACCESS_DENIED);
        Scope ofNobody = fixture.keys.scope("", "customers");
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> fixture.encrypt(ofNobody));
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FAILING);
    }

    @Test
    void stateWhenReadingFailsShouldBeFailingUntilItWorksAgain() {
        KeyRecord record = fixture.encrypt();
        fixture.provider.fail(Reason.THROTTLED);
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> fixture.decrypt(record));
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FAILING);
        assertThat(fixture.keys.state().reason()).isEqualTo(Reason.THROTTLED);
        fixture.provider.work();
        fixture.pass(Duration.ofSeconds(1));
        fixture.keys.state();
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FRESH);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCESS_DENIED", "DISABLED", "DELETED", "NOT_FOUND"})
    void stateWhenOneKeyCannotBeReadShouldTellAndStayFresh(Reason reason) {
        KeyRecord ofRetiredKey = fixture.encrypt();
        fixture.provider.fail(reason);
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> fixture.decrypt(ofRetiredKey));
            assertThat(fixture.keys.state().health()).isEqualTo(Health.FRESH);
            assertThat(fixture.keys.state().reason()).isEqualTo(reason);
            fixture.pass(Duration.ofSeconds(10));
        }
        fixture.provider.work();
        fixture.keys.state();
        assertThat(fixture.keys.state().reason()).isNull();
    }

    @Test
    void stateWhenOneKeyCannotBeReadAfterAnOutageShouldEndTheOutage() {
        KeyRecord record = fixture.encrypt();
        fixture.provider.fail(Reason.UNREACHABLE);
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> fixture.decrypt(record));
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FAILING);
        fixture.provider.fail(Reason.DISABLED);
        fixture.pass(Duration.ofSeconds(1));
        fixture.keys.state();
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FRESH);
        fixture.provider.fail(Reason.UNREACHABLE);
        fixture.pass(Duration.ofSeconds(1));
        fixture.keys.state();
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FAILING);
    }

    @Test
    void stateWhenARecordIsRefusedShouldStayFresh() {
        KeyRecord record = fixture.encrypt();
        Scope other = fixture.keys.scope("other", "customers");
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> fixture.keys.forDecryption(KeysFixture.WHERE, other, record));
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FRESH);
    }

    @Test
    @Tag("F6")
    void stateWhenProviderFailsUnexpectedlyShouldNotRepeatItsMessage() {
        fixture.provider.during(() -> {
            throw new IllegalArgumentException("secret");
        });
        assertThatIllegalStateException().isThrownBy(fixture::encrypt);
        KeyState state = fixture.keys.state();
        assertThat(state.health()).isEqualTo(Health.FAILING);
        assertThat(state.reason()).isNull();
        assertThat(state.toString()).contains("IllegalArgumentException").doesNotContain("secret");
    }

    @Test
    void flushShouldMakeItUnused() {
        fixture.encrypt();
        fixture.keys.flush();
        assertThat(fixture.keys.state().health()).isEqualTo(Health.UNUSED);
    }

    private static KeyState failing(Health health, int sinceMinutes) {
        return new KeyState(
                health,
                START.plus(Duration.ofMinutes(sinceMinutes)),
                Reason.TIMED_OUT,
                "The key service says TIMED_OUT");
    }
}
