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

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.KeyState.Health;
import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What one scope's keys learn of the outage from another's, and what an operator hears of it. */
@Tag("F5")
class KeyOutageTests {

    private final KeysFixture fixture = KeysFixture.direct(KeyCacheSettings.defaults());

    private final FaultyKeyProvider provider = fixture.provider;

    private final Scope other = fixture.keys.scope("other", "customers");

    @Test
    void leaseWhenAnotherScopeFoundTheServiceBackShouldNotGoOnWithAnOldKey() {
        fixture.encrypt();
        KeyRecord old = fixture.encrypt(other);
        provider.fail(Reason.UNREACHABLE);
        fixture.pass(Duration.ofMinutes(5));
        fixture.encrypt();
        assertThat(fixture.encrypt(other)).isEqualTo(old);
        provider.work();
        fixture.pass(Duration.ofSeconds(1));
        fixture.encrypt();

        assertThat(fixture.encrypt(other)).isNotEqualTo(old);
    }

    @Test
    void leaseWhenTheServiceRefusesAnotherScopeShouldNotTakeThatForAnOutage() {
        fixture.encrypt();
        KeyRecord old = fixture.encrypt(other);
        provider.fail(Reason.UNREACHABLE);
        fixture.pass(Duration.ofMinutes(5));
        fixture.encrypt();
        provider.fail(Reason.ACCESS_DENIED);
        fixture.pass(Duration.ofSeconds(1));
        fixture.encrypt();
        provider.work();

        assertThat(fixture.encrypt(other)).isNotEqualTo(old);
    }

    @Test
    void leaseWhenAKeyIsAtHandShouldCountAHit() {
        fixture.encrypt();
        fixture.encrypt();
        fixture.encrypt();

        assertThat(fixture.statistics.of(Event.ENCRYPTION_KEY_HIT)).isEqualTo(2);
        assertThat(fixture.statistics.of(Event.ENCRYPTION_KEY_MISS)).isEqualTo(1);
    }

    @Test
    void stateWhenARecordIsRefusedAfterAnOutageShouldBeFresh() {
        KeyRecord record = fixture.encrypt();
        provider.fail(Reason.UNREACHABLE);
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> fixture.decrypt(record));
        assertThat(fixture.keys.state().health()).isEqualTo(Health.FAILING);
        provider.work();
        fixture.pass(Duration.ofSeconds(1));
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> fixture.keys.forDecryption(WHERE, other, record));

        assertThat(fixture.keys.state().health()).isEqualTo(Health.FRESH);
    }

    @Test
    @Tag("F6")
    void prepareWhenTheServiceIsAwayShouldNotWaitForTheOtherRecords() {
        KeyRecord first = newRecord();
        KeyRecord second = newRecord();
        HeldCalls calls = new HeldCalls();
        KeysFixture held = KeysFixture.withoutPatience(calls);
        held.provider.during(() -> {
            // Whatever is asked for after this call stays in the air.
            calls.hold();
            throw new KeyUnavailableException(Reason.THROTTLED, FaultyKeyProvider.KEY, "It throttles", null);
        });

        held.keys.prepare(held.scope, List.of(first, second));

        assertThat(held.provider.unwrapped()).isEqualTo(1);
        assertThat(held.keys.state().reason()).isEqualTo(Reason.THROTTLED);
    }

    private KeyRecord newRecord() {
        KeyRecord record = fixture.encrypt();
        fixture.keys.flush();
        return record;
    }

    @Test
    void logShouldTellOnceThatAKeyCannotBeRenewedAndOnceThatItCan() {
        Logger logger = (Logger) LoggerFactory.getLogger(EncryptionKeys.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Level before = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        try {
            fixture.encrypt();
            provider.fail(Reason.UNREACHABLE);
            // Who has no key gets the exception.
            assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> fixture.encrypt(other));
            fixture.keys.flush();
            provider.work();
            fixture.encrypt();
            assertThat(log.list).isEmpty();

            provider.fail(Reason.UNREACHABLE);
            fixture.pass(Duration.ofMinutes(4));
            fixture.encrypt();
            fixture.pass(Duration.ofSeconds(2));
            fixture.encrypt();
            assertThat(messages(log))
                    .containsExactly(
                            "A data key of table 'customers' cannot be renewed (The key service says UNREACHABLE)");
            provider.work();
            fixture.pass(Duration.ofSeconds(2));
            fixture.encrypt();
            assertThat(messages(log)).hasSize(2).contains("Data keys for encrypting can be had again");
        } finally {
            logger.detachAppender(log);
            logger.setLevel(before);
        }
    }

    private static List<String> messages(ListAppender<ILoggingEvent> log) {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
