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

import static io.armature.encryption.Values.n;
import static io.armature.encryption.Values.s;

import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.encryption.PlaintextPolicies.Exemption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table with three encrypted attributes whose items are sealed and opened without an engine. */
final class ItemsFixture implements AutoCloseable {

    static final String TABLE = "prod-customers";

    final KeysFixture keys = KeysFixture.direct(KeyCacheSettings.defaults());

    final EncryptionStatistics statistics = keys.statistics;

    final WithheldAttributes withheld = new WithheldAttributes();

    final EncryptedTables tables;

    final EncryptedTable table;

    final EncryptionExtension extension;

    final ItemDecryptor decryptor;

    private final ItemSealer sealer;

    private ItemsFixture(PlaintextPolicies policies, Tenants tenants) {
        TableCatalogue catalogue = new TableCatalogue();
        catalogue.register(
                new TableDescription(TABLE, "customers", "id", "at", null, Set.of("address", "email", "tel")));
        tables = new EncryptedTables(catalogue, name -> name, policies);
        table = Objects.requireNonNull(tables.find(TABLE));
        extension = new EncryptionExtension(tables, keys.keys, tenants, withheld, statistics);
        decryptor = new ItemDecryptor(tables, keys.keys, tenants, withheld, statistics);
        sealer = new ItemSealer(keys.keys, new ItemPlaces(keys.keys, tenants), statistics);
    }

    static ItemsFixture create() {
        return of((table, key) -> "acme");
    }

    static ItemsFixture of(Tenants tenants) {
        return new ItemsFixture(PlaintextPolicies.forbid(), tenants);
    }

    /** Returns one with a policy for the attribute {@code email}. */
    static ItemsFixture of(PlaintextPolicy policy) {
        return new ItemsFixture(
                new PlaintextPolicies(List.of(new Exemption("customers", "email", policy, null))),
                (table, key) -> "acme");
    }

    /** Returns an item with all attributes, of which {@code city} is not encrypted. */
    static Map<String, AttributeValue> item(String id) {
        return Map.of(
                "id",
                s(id),
                "at",
                n("7"),
                "city",
                s("Bern"),
                "email",
                s("alice@example.com"),
                "tel",
                AttributeValue.fromSs(List.of("+41")),
                "address",
                AttributeValue.fromM(Map.of("street", s("Spitalgasse"))));
    }

    static Map<String, AttributeValue> with(Map<String, AttributeValue> item, String attribute, AttributeValue value) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        changed.put(attribute, value);
        return changed;
    }

    static Map<String, AttributeValue> without(Map<String, AttributeValue> item, String... attributes) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        changed.keySet().removeAll(Set.of(attributes));
        return changed;
    }

    Map<String, AttributeValue> seal(Map<String, AttributeValue> item, WriteKind kind) {
        return sealer.seal(table, item, kind);
    }

    /** Seals an item as a put does, under a data key of its own. */
    Map<String, AttributeValue> put(Map<String, AttributeValue> item) {
        keys.keys.flush();
        return seal(item, WriteKind.PUT);
    }

    Map<String, AttributeValue> open(Map<String, AttributeValue> item) {
        return decryptor.open(TABLE, item);
    }

    PartialItem openPartially(Map<String, AttributeValue> item) {
        return decryptor.openPartially(TABLE, item);
    }

    @Override
    public void close() {
        keys.close();
    }
}
