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
import static io.armature.encryption.Values.n;
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.ItemSizes;
import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.encryption.EncryptionException.Reason;
import io.armature.encryption.EncryptionStatistics.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What becomes of an item that is written, what it is refused for, and what it takes of its data key's limits. */
class ItemSealerTests {

    private static final AttributeValue NULL = AttributeValue.fromNul(true);

    @Test
    @Tag("F8")
    void sealWhenItemIsPutShouldEncryptUnderTheItemsRecord() {
        try (ItemsFixture fixture = ItemsFixture.create()) {
            Map<String, AttributeValue> sealed = fixture.seal(item("1"), WriteKind.PUT);

            assertThat(sealed).containsOnlyKeys("id", "at", "city", "email", "tel", "address", "_ak");
            assertThat(sealed).containsAllEntriesOf(without(item("1"), "email", "tel", "address"));
            assertForms(sealed, EnvelopeForm.ITEM_KEY, "email", "tel", "address");
            assertThat(EnvelopeForm.isKeyRecord(sealed.get("_ak"))).isTrue();
            assertThat(fixture.statistics.of(Event.ENCRYPTED)).isEqualTo(3);
        }
    }

    @Test
    @Tag("F9a")
    void sealWhenItemIsUpdatedShouldEncryptUnderInlineRecords() {
        try (ItemsFixture fixture = ItemsFixture.create()) {
            Map<String, AttributeValue> sealed = fixture.seal(item("1"), WriteKind.UPDATE);

            assertThat(sealed).containsOnlyKeys("id", "at", "city", "email", "tel", "address");
            assertForms(sealed, EnvelopeForm.INLINE_KEY, "email", "tel", "address");
            assertThat(fixture.statistics.of(Event.ENCRYPTED)).isEqualTo(3);
        }
    }

    private static void assertForms(Map<String, AttributeValue> sealed, EnvelopeForm form, String... attributes) {
        for (String attribute : attributes) {
            assertThat(EnvelopeForm.of(sealed.get(attribute))).as(attribute).isEqualTo(form);
        }
    }

    @Test
    @Tag("F9a")
    void sealWhenUpdateRemovesAnAttributeShouldLeaveItsNull() {
        try (ItemsFixture fixture = ItemsFixture.create()) {
            Map<String, AttributeValue> sealed = fixture.seal(with(item("1"), "email", NULL), WriteKind.UPDATE);

            assertThat(sealed).containsEntry("email", NULL);
            assertForms(sealed, EnvelopeForm.INLINE_KEY, "tel", "address");
            assertThat(fixture.statistics.of(Event.ENCRYPTED)).isEqualTo(2);
        }
    }

    @Test
    @Tag("F9a")
    void sealWhenPutHoldsANullShouldEncryptIt() {
        try (ItemsFixture fixture = ItemsFixture.create()) {
            Map<String, AttributeValue> sealed = fixture.seal(with(item("1"), "email", NULL), WriteKind.PUT);

            assertForms(sealed, EnvelopeForm.ITEM_KEY, "email");
            assertThat(fixture.open(sealed)).containsEntry("email", NULL);
        }
    }

    @ParameterizedTest
    @EnumSource(WriteKind.class)
    void sealWhenNothingIsToBeEncryptedShouldLeaveTheItemAndTakeNoKey(WriteKind kind) {
        try (ItemsFixture fixture = ItemsFixture.create()) {
            Map<String, AttributeValue> item = without(item("1"), "email", "tel", "address");

            assertThat(fixture.seal(item, kind)).isSameAs(item);
            assertThat(fixture.keys.provider.generated()).isZero();
        }
    }

    @ParameterizedTest
    @Tag("F13")
    @EnumSource(WriteKind.class)
    void sealWhenItemHasAKeyRecordOfItsOwnShouldRefuse(WriteKind kind) {
        try (ItemsFixture fixture = ItemsFixture.create()) {
            assertRefused(fixture, with(item("1"), "_ak", b(1)), kind, Reason.NAME_RESERVED, "_ak");
        }
    }

    @Test
    @Tag("F16")
    void sealWhenUpdateNamesAMemberOfAnEncryptedDocumentShouldRefuse() {
        String street = "address_NESTED_ATTR_UPDATE_street";
        try (ItemsFixture fixture = ItemsFixture.create()) {
            Map<String, AttributeValue> member = with(without(item("1"), "address"), street, s("Kramgasse"));

            assertRefused(fixture, member, WriteKind.UPDATE, Reason.MEMBER_UPDATED, "address");
            assertThat(fixture.seal(member, WriteKind.PUT)).containsEntry(street, s("Kramgasse"));
            Map<String, AttributeValue> plain = with(item("1"), "home_NESTED_ATTR_UPDATE_street", s("Kramgasse"));
            assertThat(fixture.seal(plain, WriteKind.UPDATE))
                    .containsEntry("home_NESTED_ATTR_UPDATE_street", s("Kramgasse"));
        }
    }

    @Test
    @Tag("F15")
    void sealWhenPlaintextIsWrittenShouldLeaveTheAttributeUnlessItLooksEncrypted() {
        try (ItemsFixture fixture = ItemsFixture.of(PlaintextPolicy.WRITE_PLAINTEXT)) {
            Map<String, AttributeValue> sealed = fixture.seal(item("1"), WriteKind.PUT);

            assertThat(sealed).containsEntry("email", s("alice@example.com"));
            assertForms(sealed, EnvelopeForm.ITEM_KEY, "tel", "address");
            assertRefused(
                    fixture, with(item("1"), "email", b('A', 'r')), WriteKind.PUT, Reason.PLAINTEXT_AMBIGUOUS, "email");
        }
    }

    @Test
    @Tag("F15")
    void sealWhenPlaintextMayOnlyBeReadShouldEncrypt() {
        try (ItemsFixture fixture = ItemsFixture.of(PlaintextPolicy.READ_ALLOWED)) {
            assertForms(fixture.seal(item("1"), WriteKind.PUT), EnvelopeForm.ITEM_KEY, "email", "tel", "address");
        }
    }

    @Test
    @Tag("F1")
    void sealShouldAskForTheTenantOfTheKeyAsItIsStored() {
        List<Map<String, AttributeValue>> asked = new ArrayList<>();
        Tenants tenants = (table, key) -> {
            asked.add(key);
            assertThat(table).isEqualTo("customers");
            return "acme";
        };
        try (ItemsFixture fixture = ItemsFixture.of(tenants)) {
            fixture.seal(with(item("1"), "at", n("7.0")), WriteKind.PUT);

            assertThat(asked).containsExactly(Map.of("id", s("1"), "at", n("7")));
            assertThat(fixture.keys.provider.contexts())
                    .containsExactly(Map.of(
                            "armature:domain", "prod", "armature:table", "customers", "armature:tenant", "acme"));
        }
    }

    @Test
    void sealWhenTenantIsUnknownShouldRefuse() {
        IllegalStateException failure = new IllegalStateException("no tenant");
        Tenants failing = (table, key) -> {
            throw failure;
        };
        try (ItemsFixture fixture = ItemsFixture.of(failing)) {
            assertRefused(fixture, item("1"), WriteKind.PUT, Reason.TENANT_UNKNOWN, "address")
                    .withCause(failure);
        }
        for (Tenants tenants : List.<Tenants>of((table, key) -> null, (table, key) -> "\uD800")) {
            try (ItemsFixture fixture = ItemsFixture.of(tenants)) {
                assertRefused(fixture, item("1"), WriteKind.PUT, Reason.TENANT_UNKNOWN, "address")
                        .withNoCause();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(WriteKind.class)
    void sealWhenItemFitsOnlyWithoutEncryptionShouldRefuseWithBothSizes(WriteKind kind) {
        try (ItemsFixture fixture = ItemsFixture.create()) {
            long small = ItemSizes.of(item(""));
            int overhead = (int) (ItemSizes.of(fixture.seal(item(""), kind)) - small);
            int room = (int) (ItemSizes.MAXIMUM - small);

            Map<String, AttributeValue> largest = fixture.seal(longer(room - overhead), kind);
            assertThat(ItemSizes.of(largest)).isEqualTo(409_600);
            assertRefused(fixture, longer(room - overhead + 1), kind, Reason.ITEM_TOO_LARGE, "email")
                    .satisfies(ex -> assertThat(ex.encryptedSize()).isEqualTo(409_601))
                    .satisfies(ex -> assertThat(ex.plainSize()).isEqualTo(409_601 - overhead))
                    .withMessageContaining("409601 bytes, " + (409_601 - overhead) + " without encryption");
            assertRefused(fixture, longer(room), kind, Reason.ITEM_TOO_LARGE, "email")
                    .satisfies(ex -> assertThat(ex.plainSize()).isEqualTo(409_600));
            // What does not fit without encryption either is left to DynamoDB to refuse.
            assertThat(ItemSizes.of(fixture.seal(longer(room + 1), kind))).isEqualTo(409_601 + overhead);
        }
    }

    private static Map<String, AttributeValue> longer(int by) {
        return with(item(""), "email", s("alice@example.com" + "x".repeat(by)));
    }

    private static ThrowableAssertAlternative<EncryptionException> assertRefused(
            ItemsFixture fixture, Map<String, AttributeValue> item, WriteKind kind, Reason reason, String attribute) {
        return assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> fixture.seal(item, kind))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(reason))
                .satisfies(ex -> assertThat(ex.table()).isEqualTo("customers"))
                .satisfies(ex -> assertThat(ex.attribute()).isEqualTo(attribute))
                .satisfies(ex -> assertThat(ex.plainSize() == -1 && ex.encryptedSize() == -1)
                        .isEqualTo(reason != Reason.ITEM_TOO_LARGE))
                .withMessageStartingWith("Attribute '%s' of table 'customers' cannot be encrypted: ", attribute)
                .withMessageNotContaining("alice");
    }

    @ParameterizedTest
    @Tag("F4")
    @CsvSource({"3, 1000000, PUT", "3, 1000000, UPDATE", "1000000, 700, PUT", "1000000, 700, UPDATE"})
    void sealShouldCountValuesAndBytes(long maxValues, long maxBytes, WriteKind kind) {
        TableCatalogue catalogue = new TableCatalogue();
        catalogue.register(new TableDescription("customers", "customers", "id", null, null, Set.of("email", "tel")));
        EncryptedTables tables = new EncryptedTables(catalogue, name -> name, PlaintextPolicies.forbid());
        EncryptedTable table = Objects.requireNonNull(tables.find("customers"));
        String text = "x".repeat(200);
        try (KeysFixture fixture = KeysFixture.direct(KeysFixture.limited(maxValues, maxBytes))) {
            ItemPlaces places = new ItemPlaces(fixture.keys, (name, key) -> "acme");
            ItemSealer sealer = new ItemSealer(fixture.keys, places, fixture.statistics);
            sealer.seal(table, Map.of("id", s("1"), "email", s("x".repeat(50)), "tel", s("y".repeat(50))), kind);
            assertThat(fixture.provider.generated()).isEqualTo(1);
            sealer.seal(table, Map.of("id", s("2"), "email", s(text), "tel", s("z")), kind);
            assertThat(fixture.provider.generated()).isEqualTo(2);
        }
    }
}
