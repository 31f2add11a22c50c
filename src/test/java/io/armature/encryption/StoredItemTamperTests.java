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

import static io.armature.encryption.Values.b;
import static io.armature.encryption.Values.n;
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.armature.encryption.LocalEncryption.Setup;
import io.armature.repository.DynamoDbRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.dao.DataRetrievalFailureException;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whatever is done to a stored item under the policy that forbids plaintext, its encrypted attributes are refused. All
 * changes go through the decryptor, and a sample of them through the engine and a repository.
 */
@WithDynamoDbLocal
@Tag("F2")
@Tag("F12")
@Tag("F14")
class StoredItemTamperTests {

    /** Every how-manieth changed byte is also stored and read back. */
    private static final int SAMPLE = 16;

    private static LocalEncryption local;
    private static LocalEncryption otherDomain;
    private static LocalEncryption otherTenant;
    private static Accounts accounts;

    private final Map<String, AttributeValue> stored = store(local, new Account("a", 1, "alice@example.com", "+41"));

    private int refused;

    private int throughEngine;

    @BeforeAll
    static void create(DynamoDbEndpoint endpoint) {
        Setup setup = Setup.on(endpoint);
        local = LocalEncryption.on(endpoint, setup);
        accounts = local.repository(Accounts.class);
        local.repository(Vaults.class);
        otherDomain = LocalEncryption.on(endpoint, setup.domain("staging"));
        otherDomain.repository(Accounts.class);
        otherTenant = LocalEncryption.on(endpoint, setup.tenants((table, key) -> "acme"));
        otherTenant.repository(Accounts.class);
    }

    @BeforeEach
    void storedItemShouldOpen() {
        assertThat(local.decryptor().open(table(), stored)).containsEntry("email", s("alice@example.com"));
        assertThat(accounts.findById(new Id("a", 1))).isPresent();
    }

    @Test
    void openWhenAnyByteIsChangedShouldRefuse(TestReporter reporter) {
        Map<String, AttributeValue> inline = inline();
        int bits = 0;
        for (Map<String, AttributeValue> item : List.of(stored, inline)) {
            for (String attribute : List.of("email", "phone", "_ak")) {
                byte[] bytes = bytes(item, attribute);
                bits += item == inline && attribute.equals("_ak") ? 0 : 8 * bytes.length;
                for (int position = 0; position < bytes.length; position++) {
                    for (int bit = 0; bit < 8; bit++) {
                        byte[] changed = bytes.clone();
                        changed[position] ^= (byte) (1 << bit);
                        assertRefused(item, attribute, b(changed), position % SAMPLE == 0 && bit == 0);
                    }
                }
            }
        }
        assertThat(refused).isEqualTo(bits).isGreaterThan(4_000);
        report(reporter, "single bits changed");
    }

    @Test
    void openWhenCutShortOrLengthenedShouldRefuse(TestReporter reporter) {
        for (Map<String, AttributeValue> item : List.of(stored, inline())) {
            for (String attribute : List.of("email", "phone", "_ak")) {
                byte[] bytes = bytes(item, attribute);
                for (int length = 0; length < bytes.length; length++) {
                    assertRefused(item, attribute, b(Arrays.copyOf(bytes, length)), length % SAMPLE == 0);
                    assertRefused(
                            item, attribute, b(Arrays.copyOfRange(bytes, bytes.length - length, bytes.length)), false);
                }
                assertRefused(item, attribute, b(Arrays.copyOf(bytes, bytes.length + 1)), true);
            }
        }
        report(reporter, "truncations and extensions");
    }

    @Test
    void openWhenValuesAreOfAnotherTypeShouldRefuse(TestReporter reporter) {
        for (AttributeValue plain : List.of(
                s("alice@example.com"),
                n("1"),
                b('a', 'b'),
                AttributeValue.fromBool(true),
                AttributeValue.fromNul(true),
                AttributeValue.fromSs(List.of("a")),
                AttributeValue.fromL(List.of(Objects.requireNonNull(stored.get("email")))),
                AttributeValue.fromBs(
                        List.of(Objects.requireNonNull(stored.get("email")).b())),
                AttributeValue.fromM(Map.of("email", Objects.requireNonNull(stored.get("email")))))) {
            assertRefused(stored, "email", plain, true);
            assertRefused(stored, "_ak", plain, true);
        }
        assertRefused(without(stored, "_ak"), true);
        report(reporter, "other types");
    }

    @Test
    void openWhenExchangedShouldRefuse(TestReporter reporter) {
        for (boolean inlined : List.of(false, true)) {
            Map<String, AttributeValue> item = inlined ? inline() : stored;
            // Attributes of one item.
            assertRefused(item, "email", Objects.requireNonNull(item.get("phone")), true);
            // Items: another partition key, another sort key, both keys exchanged with those of the value's own item.
            for (Account other : List.of(
                    new Account("b", 1, "alice@example.com", "+41"),
                    new Account("a", 2, "alice@example.com", "+41"),
                    new Account("a1", 1, "alice@example.com", "+41"))) {
                Map<String, AttributeValue> victim = inlined ? inline(other) : store(local, other);
                Map<String, AttributeValue> moved = new HashMap<>(item);
                moved.put("id", Objects.requireNonNull(victim.get("id")));
                moved.put("since", Objects.requireNonNull(victim.get("since")));
                assertRefused(moved, true);
                assertRefused(item, "email", Objects.requireNonNull(victim.get("email")), true);
                if (!inlined) {
                    assertRefused(with(item, "_ak", Objects.requireNonNull(victim.get("_ak"))), true);
                }
            }
            // Tables, of which the names alone differ.
            Map<String, AttributeValue> elsewhere = new HashMap<>(item);
            assertRefused(local, Vault.class, elsewhere);
            // Domains and tenants, with the same wrapping key and the same physical table.
            assertRefused(otherDomain, Account.class, item);
            assertRefused(otherTenant, Account.class, item);
        }
        Map<String, AttributeValue> ofDomain = store(otherDomain, new Account("d", 1, "d@example.com", "+1"));
        assertRefused(local, Account.class, ofDomain);
        assertRefused(otherTenant, Account.class, ofDomain);
        Map<String, AttributeValue> ofTenant = store(otherTenant, new Account("t", 1, "t@example.com", "+1"));
        assertRefused(local, Account.class, ofTenant);
        assertRefused(otherDomain, Account.class, ofTenant);
        report(reporter, "exchanges");
    }

    @Test
    void openWhenRecordsOrSuitesAreExchangedShouldRefuse(TestReporter reporter) {
        byte[] email = bytes(stored, "email");
        byte[] record = bytes(stored, "_ak");
        byte[] inlineEmail = bytes(inline(), "email");
        int payload = inlineEmail.length - (email.length - 5);
        // The item's value as an inline one with the item's record, and an inline value under the item's record.
        byte[] inlined = new ByteWriter(64)
                .put(Envelope.header(true))
                .putWithShortLength(record)
                .put(Arrays.copyOfRange(email, 5, email.length))
                .toByteArray();
        assertRefused(stored, "email", b(inlined), true);
        byte[] itemRecord = Arrays.copyOfRange(inlineEmail, 7, payload);
        byte[] hoisted = new ByteWriter(64)
                .put(Envelope.header(false))
                .put(Arrays.copyOfRange(inlineEmail, payload, inlineEmail.length))
                .toByteArray();
        assertRefused(with(with(stored, "_ak", b(itemRecord)), "email", b(hoisted)), true);
        byte[] swapped = inlineEmail.clone();
        System.arraycopy(record, 0, swapped, 7, record.length);
        assertRefused(stored, "email", b(swapped), true);
        for (int suite = 0; suite < 256; suite++) {
            if (suite != 1) {
                byte[] other = email.clone();
                other[3] = (byte) suite;
                assertRefused(stored, "email", b(other), suite == 2);
            }
        }
        report(reporter, "records and suites");
    }

    private void report(TestReporter reporter, String what) {
        reporter.publishEntry("refused " + what, refused + ", of them through the engine " + throughEngine);
        assertThat(refused).isPositive();
        assertThat(throughEngine).isPositive();
    }

    private void assertRefused(
            Map<String, AttributeValue> item, String attribute, AttributeValue value, boolean engine) {
        if (attribute.equals("_ak")) {
            // Inline values need no record of the item.
            Map<String, AttributeValue> changed = with(item, "_ak", value);
            if (EnvelopeForm.of(Objects.requireNonNull(item.get("email"))) == EnvelopeForm.INLINE_KEY) {
                assertThat(local.decryptor().openPartially(table(), changed).refused())
                        .doesNotContainKey("email");
                return;
            }
            assertRefused(changed, engine);
            return;
        }
        assertRefused(with(item, attribute, value), engine);
    }

    private void assertRefused(Map<String, AttributeValue> item, boolean engine) {
        assertRefused(local, Account.class, item);
        if (engine) {
            local.plainClient().putItem(request -> request.tableName(table()).item(item));
            Id id = new Id(
                    Objects.requireNonNull(item.get("id")).s(),
                    Long.parseLong(Objects.requireNonNull(item.get("since")).n()));
            assertThatExceptionOfType(DataRetrievalFailureException.class)
                    .isThrownBy(() -> accounts.findById(id))
                    .withCauseInstanceOf(DecryptionException.class);
            throughEngine++;
        }
    }

    private void assertRefused(LocalEncryption reader, Class<?> entity, Map<String, AttributeValue> item) {
        Throwable thrown = catchThrowable(() -> reader.decryptor().open(reader.tableName(entity), item));
        assertThat(thrown).isInstanceOf(DecryptionException.class);
        assertThat(String.valueOf(thrown.getMessage())).doesNotContain("alice", "+41");
        refused++;
    }

    private static Map<String, AttributeValue> inline() {
        return inline(new Account("i", 1, "alice@example.com", "+41"));
    }

    /** Stores an item by an update, under inline records, and a record of its own that a put left. */
    private static Map<String, AttributeValue> inline(Account account) {
        store(local, new Account(account.id(), account.since(), "old", "old"));
        local.table(Account.class).updateItem(account);
        return local.stored(Account.class, account.key());
    }

    private static Map<String, AttributeValue> store(LocalEncryption writer, Account account) {
        writer.table(Account.class).putItem(account);
        return writer.stored(Account.class, account.key());
    }

    private static String table() {
        return local.tableName(Account.class);
    }

    private static byte[] bytes(Map<String, AttributeValue> item, String attribute) {
        return Objects.requireNonNull(item.get(attribute)).b().asByteArray();
    }

    private static Map<String, AttributeValue> with(
            Map<String, AttributeValue> item, String attribute, AttributeValue value) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        changed.put(attribute, value);
        return changed;
    }

    private static Map<String, AttributeValue> without(Map<String, AttributeValue> item, String attribute) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        changed.remove(attribute);
        return changed;
    }

    record Id(String id, long since) {}

    record Account(
            @DynamoDbPartitionKey String id,
            @DynamoDbSortKey long since,
            @Encrypted @Nullable String email,
            @Encrypted @Nullable String phone) {

        Map<String, AttributeValue> key() {
            return Map.of("id", s(id), "since", n(Long.toString(since)));
        }
    }

    interface Accounts extends DynamoDbRepository<Account, Id> {}

    record Vault(
            @DynamoDbPartitionKey String id,
            @DynamoDbSortKey long since,
            @Encrypted @Nullable String email,
            @Encrypted @Nullable String phone) {}

    interface Vaults extends DynamoDbRepository<Vault, Id> {}
}
