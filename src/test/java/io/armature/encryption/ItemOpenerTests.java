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

import static io.armature.encryption.ItemsFixture.item;
import static io.armature.encryption.ItemsFixture.with;
import static io.armature.encryption.ItemsFixture.without;
import static io.armature.encryption.Values.b;
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armature.encryption.DecryptionException.Reason;
import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.keys.KeyUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is read of a stored item, what is refused of it, and how many keys that takes. */
@Tag("F14")
@Tag("F17")
class ItemOpenerTests {

    private static final String[] ENCRYPTED = {"email", "tel", "address"};

    private final AtomicReference<String> tenant = new AtomicReference<>("acme");

    private final ItemsFixture fixture = ItemsFixture.of((table, key) -> tenant.get());

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource(WriteKind.class)
    void openShouldReturnTheItemWithoutItsRecord(WriteKind kind) {
        Map<String, AttributeValue> sealed = fixture.seal(item("1"), kind);

        assertThat(fixture.open(sealed)).isEqualTo(item("1"));
        assertThat(fixture.statistics.of(Event.DECRYPTED)).isEqualTo(3);
        assertThat(fixture.openPartially(sealed)).isEqualTo(new PartialItem(item("1"), Map.of()));
    }

    @Test
    void openWhenNothingIsEncryptedShouldReturnTheItemItself() {
        Map<String, AttributeValue> item = without(item("1"), ENCRYPTED);

        assertThat(fixture.open(item)).isSameAs(item);
        assertThat(fixture.open(with(item, "_ak", b(1)))).isEqualTo(item);
    }

    @Test
    @Tag("F9a")
    void openWhenAnAttributeWasUpdatedShouldOpenBothKinds() {
        Map<String, AttributeValue> stored = new HashMap<>(fixture.put(item("1")));
        fixture.keys.keys.flush();
        Map<String, AttributeValue> update =
                Map.of("id", s("1"), "at", Objects.requireNonNull(stored.get("at")), "email", s("bob@example.com"));
        stored.putAll(fixture.seal(update, WriteKind.UPDATE));
        fixture.keys.keys.flush();

        assertThat(fixture.open(stored)).isEqualTo(with(item("1"), "email", s("bob@example.com")));
        // Two values share the item's record.
        assertThat(fixture.keys.provider.unwrapped()).isEqualTo(2);
    }

    @Test
    void openWhenSomeValuesAreDamagedShouldRefuseAndPartiallyReturnTheOthers() {
        Map<String, AttributeValue> sealed = fixture.put(item("1"));
        Map<String, AttributeValue> damaged = with(with(sealed, "email", sealed.get("tel")), "tel", b('A', 'r'));

        assertRefused(damaged, Reason.MALFORMED, "tel");
        PartialItem partial = fixture.openPartially(damaged);

        assertThat(partial.readable()).isEqualTo(without(item("1"), "email", "tel"));
        assertThat(partial.refused()).containsOnlyKeys("email", "tel");
        assertThat(partial.refused().get("email").reason()).isEqualTo(Reason.AUTHENTICATION_FAILED);
        assertThat(partial.refused().get("tel").reason()).isEqualTo(Reason.MALFORMED);
        assertThat(fixture.statistics.refusals(Reason.AUTHENTICATION_FAILED)).isEqualTo(1);
        assertThat(fixture.statistics.refusals(Reason.MALFORMED)).isEqualTo(2);
        assertThat(partial)
                .hasToString("PartialItem[readable=" + partial.readable().keySet() + ", refused="
                        + partial.refused().keySet() + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "at"})
    @Tag("F12")
    void openWhenPrimaryKeyIsMissingShouldSayIt(String key) {
        Map<String, AttributeValue> without = without(fixture.put(item("1")), key);

        assertRefused(without, Reason.PRIMARY_KEY_MISSING, "address").withNoCause();
        assertAllRefused(without, Reason.PRIMARY_KEY_MISSING);
    }

    @Test
    @Tag("F8")
    void openWhenRecordIsMissingShouldSayIt() {
        Map<String, AttributeValue> without = without(fixture.put(item("1")), "_ak");

        assertRefused(without, Reason.RECORD_MISSING, "address");
        assertAllRefused(without, Reason.RECORD_MISSING);
    }

    @Test
    @Tag("F1")
    void openWhenTenantIsUnknownOrAnotherShouldRefuse() {
        Map<String, AttributeValue> sealed = fixture.put(item("1"));
        for (String unknown : new String[] {null, "\uDC00"}) {
            tenant.set(unknown);
            assertRefused(sealed, Reason.TENANT_UNKNOWN, "address").withNoCause();
            assertAllRefused(sealed, Reason.TENANT_UNKNOWN);
        }
        tenant.set("other");
        assertRefused(sealed, Reason.KEY_REFUSED, "address").withCauseInstanceOf(KeyUnavailableException.class);
        assertAllRefused(sealed, Reason.KEY_REFUSED);
    }

    @Test
    @Tag("F7")
    void openWhenRecordIsOfAForeignKeyShouldRefuse() {
        Map<String, AttributeValue> sealed = fixture.put(item("1"));
        byte[] record = Objects.requireNonNull(sealed.get("_ak")).b().asByteArray();
        String text = new String(record, StandardCharsets.ISO_8859_1);
        record[text.indexOf("in-memory")] = 'X';

        assertAllRefused(with(sealed, "_ak", b(record)), Reason.KEY_NOT_ACCEPTED);
    }

    @Test
    @Tag("F2")
    void openWhenUnwrappedKeyIsAnotherShouldRefuse() {
        Map<String, AttributeValue> sealed = fixture.put(item("1"));
        fixture.keys.keys.flush();
        fixture.keys.provider.distort(key -> new byte[32]);

        assertRefused(sealed, Reason.COMMITMENT_MISMATCH, "address");
        assertAllRefused(sealed, Reason.COMMITMENT_MISMATCH);
    }

    @Test
    @Tag("F5")
    void openWhenKeyIsNotToBeHadShouldThrowThatAndPartiallyTellIt() {
        Map<String, AttributeValue> sealed = fixture.put(item("1"));
        fixture.keys.keys.flush();
        fixture.keys.provider.fail(KeyUnavailableException.Reason.DISABLED);

        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(() -> fixture.open(sealed));
        assertAllRefused(sealed, Reason.KEY_UNAVAILABLE);
    }

    @Test
    @Tag("F5")
    void openPartiallyWhenKeyCannotBeHadForTheMomentShouldThrowThat() {
        Map<String, AttributeValue> sealed = fixture.put(item("1"));
        fixture.keys.keys.flush();
        fixture.keys.provider.fail(KeyUnavailableException.Reason.TIMED_OUT);

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> fixture.openPartially(sealed))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(KeyUnavailableException.Reason.TIMED_OUT));
    }

    @ParameterizedTest
    @Tag("F15")
    @EnumSource(PlaintextPolicy.class)
    void openWhenAttributeHoldsPlaintextShouldFollowThePolicy(PlaintextPolicy policy) {
        List<String> heard = new ArrayList<>();
        try (ItemsFixture own = ItemsFixture.of(policy)) {
            own.statistics.onPlaintextRead((table, attribute) -> heard.add(table + "." + attribute));
            Map<String, AttributeValue> stored = with(own.seal(item("1"), WriteKind.PUT), "email", s("plain"));
            if (policy == PlaintextPolicy.FORBID) {
                assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> own.open(stored));
                assertThat(heard).isEmpty();
                return;
            }
            assertThat(own.open(stored)).isEqualTo(with(item("1"), "email", s("plain")));
            own.open(stored);

            assertThat(own.statistics.plaintextReads("customers", "email")).isEqualTo(2);
            assertThat(own.statistics.plaintextReads("customers", "tel")).isZero();
            assertThat(own.statistics.of(Event.DECRYPTED)).isEqualTo(4);
            assertThat(heard).containsExactly("customers.email");
            // Nobody else's plaintext is read.
            Map<String, AttributeValue> other = with(stored, "tel", s("plain"));
            assertThatExceptionOfType(DecryptionException.class)
                    .isThrownBy(() -> own.open(other))
                    .satisfies(ex -> assertThat(ex.attribute()).isEqualTo("tel"));
        }
    }

    @Test
    void openWhenKeyAndRecordWereWithheldShouldUseThem() {
        Map<String, AttributeValue> sealed = fixture.put(item("1"));
        Map<String, AttributeValue> shown = without(sealed, "id", "at", "_ak", "address");
        fixture.withheld.keep(Objects.requireNonNull(shown.get("tel")), without(sealed, ENCRYPTED));

        assertThat(fixture.open(shown)).isEqualTo(without(item("1"), "id", "at", "address"));
        // An equal value of another item is another one.
        Map<String, AttributeValue> copy = new HashMap<>();
        shown.forEach((name, value) -> copy.put(name, value.toBuilder().build()));
        assertAllRefused(copy, Reason.RECORD_MISSING, "email", "tel");
    }

    @Test
    void openAllShouldUnwrapEachKeyOnceAndKeepTheOrder() {
        Map<String, AttributeValue> first = fixture.put(item("1"));
        Map<String, AttributeValue> sameKey = fixture.seal(item("2"), WriteKind.PUT);
        Map<String, AttributeValue> other = fixture.put(item("3"));
        fixture.keys.keys.flush();

        assertThat(fixture.decryptor.openAll(ItemsFixture.TABLE, List.of(first, sameKey, other)))
                .containsExactly(item("1"), item("2"), item("3"));
        assertThat(fixture.keys.provider.unwrapped()).isEqualTo(2);
        // No item had to wait for its key when it was opened.
        assertThat(fixture.statistics.of(Event.DECRYPTION_KEY_HIT)).isEqualTo(3);
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(
                        () -> fixture.decryptor.openAll("customers", List.of(first, without(sameKey, "id"), other)));
    }

    @Test
    void prepareShouldUnwrapTheKeysOfAllItemsThatCanBeOpened() {
        Map<String, AttributeValue> first = fixture.put(item("1"));
        Map<String, AttributeValue> second = fixture.put(item("2"));
        Map<String, AttributeValue> third = fixture.put(item("3"));
        Map<String, AttributeValue> fourth = fixture.put(item("4"));
        Map<String, AttributeValue> updated = fixture.seal(item("5"), WriteKind.UPDATE);
        Map<String, AttributeValue> withheld = without(fourth, "id", "at", "_ak");
        fixture.withheld.keep(Objects.requireNonNull(withheld.get("email")), without(fourth, ENCRYPTED));
        fixture.keys.keys.flush();

        prepare(List.of(
                first,
                without(second, "id"),
                with(third, "email", b('A', 'r')),
                withheld,
                updated,
                with(without(first, ENCRYPTED), "email", s("plain"))));

        // Those of the first, the fourth, which the fifth shares.
        assertThat(fixture.keys.keys.decryptionKeys()).isEqualTo(2);
        assertThat(fixture.keys.provider.unwrapped()).isEqualTo(2);
        assertThat(fixture.open(first)).isEqualTo(item("1"));
        assertThat(fixture.open(updated)).isEqualTo(item("5"));
        assertThat(fixture.keys.provider.unwrapped()).isEqualTo(2);
    }

    @Test
    void prepareWhenTenantsFailShouldLeaveItToOpening() {
        Map<String, AttributeValue> first = fixture.put(item("1"));
        fixture.keys.keys.flush();
        tenant.set(null);

        prepare(List.of(first, first));

        assertThat(fixture.keys.provider.unwrapped()).isZero();
    }

    private void prepare(List<Map<String, AttributeValue>> items) {
        fixture.extension.prepare(
                ItemsFixture.TABLE, EncryptionExtensionTests.schema().tableMetadata(), items);
    }

    @Test
    void openWhenTableIsUnknownShouldSaySo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fixture.decryptor.openPartially("orders", item("1")))
                .withMessageContaining("No encrypted attribute of table 'orders' is known");
    }

    private ThrowableAssertAlternative<DecryptionException> assertRefused(
            Map<String, AttributeValue> item, Reason reason, String attribute) {
        ThrowableAssertAlternative<DecryptionException> refused = assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> fixture.open(item))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(reason))
                .satisfies(ex -> assertThat(ex.table()).isEqualTo("customers"))
                .satisfies(ex -> assertThat(ex.attribute()).isEqualTo(attribute))
                .withMessageStartingWith("Attribute '%s' of table 'customers' cannot be decrypted: ", attribute);
        assertThat(fixture.statistics.refusals(reason)).as("refusals").isPositive();
        return refused;
    }

    private void assertAllRefused(Map<String, AttributeValue> item, Reason reason) {
        assertAllRefused(item, reason, ENCRYPTED);
    }

    private void assertAllRefused(Map<String, AttributeValue> item, Reason reason, String... attributes) {
        PartialItem partial = fixture.openPartially(item);
        assertThat(partial.readable()).isEqualTo(without(without(item, ENCRYPTED), "_ak"));
        assertThat(partial.refused()).containsOnlyKeys(attributes);
        partial.refused().forEach((attribute, refused) -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.attribute()).isEqualTo(attribute);
        });
    }
}
