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

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.encryption.DecryptionException.Reason;
import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.LocalEncryption.Setup;
import io.armature.encryption.keys.GeneratedKey;
import io.armature.encryption.keys.InMemoryKeyProvider;
import io.armature.encryption.keys.KeyKind;
import io.armature.encryption.keys.KeyProvider;
import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.repository.AllowScan;
import io.armature.repository.DynamoDbRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbAtomicCounter;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Repositories work with encrypted attributes as they do without. */
@WithDynamoDbLocal
@Tag("F9a")
@Tag("F17")
class EncryptedRepositoryTests {

    private static LocalEncryption local;
    private static People people;
    private static Countings countings;
    private static Versioneds versioneds;

    @BeforeAll
    static void create(DynamoDbEndpoint endpoint) {
        local = LocalEncryption.guarded(endpoint, Setup.on(endpoint));
        people = local.repository(People.class);
        countings = local.repository(Countings.class);
        versioneds = local.repository(Versioneds.class);
    }

    @Test
    @Tag("F8")
    void saveShouldStoreCiphertextUnderOneKeyAndReturnTheEntity() {
        Person person = Person.of("save", 1);
        int before = local.provider().generated();
        long encrypted = local.statistics().of(Event.ENCRYPTED);
        assertThat(people.save(person)).isEqualTo(person);
        assertThat(local.provider().generated() - before).isLessThanOrEqualTo(1);
        assertThat(local.statistics().of(Event.ENCRYPTED) - encrypted).isEqualTo(5);

        Map<String, AttributeValue> stored = local.stored(Person.class, person.key());
        assertThat(stored)
                .containsOnlyKeys("id", "since", "city", "email", "tel", "address", "numbers", "member", "_ak");
        assertThat(stored).containsEntry("city", AttributeValue.fromS("Zurich"));
        for (String attribute : List.of("email", "tel", "address", "numbers", "member")) {
            assertThat(EnvelopeForm.of(stored.get(attribute))).isEqualTo(EnvelopeForm.ITEM_KEY);
        }
        assertThat(EnvelopeForm.isKeyRecord(stored.get("_ak"))).isTrue();
        assertThat(Plaintexts.in(stored)).doesNotContain(Person.SECRET);
        assertThat(people.findById(person.toId())).contains(person);
    }

    @Test
    void saveWhenNothingEncryptedIsThereShouldTakeNoKey() {
        Person bare = new Person("bare", 1, "Bern", null, null, null, null, null);
        int before = local.provider().generated();
        people.save(bare);
        assertThat(local.provider().generated()).isEqualTo(before);
        assertThat(local.stored(Person.class, bare.key())).containsOnlyKeys("id", "since", "city");
        assertThat(people.findById(bare.toId())).contains(bare);
    }

    @Test
    void saveAllShouldEncryptEachItemOfTheBatch() {
        List<Person> all =
                IntStream.range(0, 60).mapToObj(i -> Person.of("batch", i)).toList();
        assertThat(people.saveAll(all)).containsExactlyElementsOf(all);
        assertThat(local.stored(Person.class, all.get(33).key())).containsKey("_ak");
        assertThat(people.findAllById(all.stream().map(Person::toId).toList()))
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(people.findById("batch")).containsExactlyElementsOf(all);
        people.deleteAllById(all.stream().map(Person::toId).toList());
        assertThat(people.findById("batch")).isEmpty();
    }

    @Test
    void scansShouldReadCountAndDelete(DynamoDbEndpoint endpoint) {
        LocalEncryption own = LocalEncryption.on(endpoint);
        People few = own.repository(People.class);
        List<Person> all =
                IntStream.range(0, 5).mapToObj(i -> Person.of("scan", i)).toList();
        few.saveAll(all);
        assertThat(few.findAll()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(few.count()).isEqualTo(5);
        assertThat(few.existsById(all.get(0).toId())).isTrue();
        few.delete(all.get(0));
        assertThat(few.deleteById("scan")).hasSize(4);
        few.save(all.get(0));
        few.deleteAll();
        assertThat(few.count()).isZero();
    }

    @Test
    void projectionsShouldHoldDecryptedAttributes() {
        Person person = people.save(Person.of("projected", 1));
        assertThat(people.findContactByIdAndSince("projected", 1)).contains(new Contact(person.email(), "Zurich"));
        assertThat(people.findHomeByIdAndSince("projected", 1))
                .hasValueSatisfying(home -> assertThat(home.getAddress()).isEqualTo(person.address()));
        assertThat(people.existsByIdAndSince("projected", 1)).isTrue();
        assertThat(people.countById("projected")).isEqualTo(1);
    }

    @Test
    void saveWhenEntityHasCountersShouldUpdateWithInlineRecords() {
        Counting first = countings.save(new Counting("counted", "secret one", "second", null));
        assertThat(first).isEqualTo(new Counting("counted", "secret one", "second", 0L));
        assertThat(countings.save(new Counting("counted", "secret two", null, first.writes())))
                .isEqualTo(new Counting("counted", "secret two", null, 1L));
        Map<String, AttributeValue> stored =
                local.stored(Counting.class, Map.of("id", AttributeValue.fromS("counted")));
        assertThat(stored).containsOnlyKeys("id", "note", "writes");
        assertThat(EnvelopeForm.of(stored.get("note"))).isEqualTo(EnvelopeForm.INLINE_KEY);
        assertThat(countings.findById("counted")).contains(new Counting("counted", "secret two", null, 1L));
    }

    @Test
    void saveWhenEntityIsVersionedShouldCheckVersions() {
        Versioned first = versioneds.save(new Versioned("v", "secret", null));
        Versioned second = versioneds.save(new Versioned("v", "other secret", first.version()));
        assertThat(second.version()).isEqualTo(2);
        assertThat(versioneds.findById("v")).contains(second);
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> versioneds.save(first));
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> versioneds.delete(first));
        versioneds.delete(second);
        assertThat(versioneds.findById("v")).isEmpty();
    }

    @Test
    @Tag("F14")
    void findWhenStoredValueWasChangedShouldThrowDataRetrievalFailure() {
        Person person = people.save(Person.of("changed", 1));
        Map<String, AttributeValue> stored = new HashMap<>(local.stored(Person.class, person.key()));
        stored.put("email", AttributeValue.fromS("forged@example.com"));
        local.plainClient()
                .putItem(request ->
                        request.tableName(local.tableName(Person.class)).item(stored));
        long refusals = local.statistics().refusals(Reason.NOT_ENCRYPTED);
        assertThatExceptionOfType(DataRetrievalFailureException.class)
                .isThrownBy(() -> people.findById(person.toId()))
                .withMessageContaining("Attribute 'email' of table 'person' cannot be decrypted")
                .withMessageNotContaining("forged")
                .withCauseInstanceOf(DecryptionException.class);
        assertThat(local.statistics().refusals(Reason.NOT_ENCRYPTED)).isEqualTo(refusals + 1);
    }

    @Test
    @Tag("F12")
    void tenantsShouldSeeNumbersOfKeysAsTheyComeBack(DynamoDbEndpoint endpoint) {
        Setup setup = Setup.on(endpoint)
                .tenants((table, key) -> Objects.requireNonNull(key.get("id")).n() + "/"
                        + Objects.requireNonNull(key.get("step")).n());
        LocalEncryption own = LocalEncryption.guarded(endpoint, setup);
        Numbereds numbereds = own.repository(Numbereds.class);
        for (String spelling : List.of("1.0", "1E+3", "-0.50", "0.00", "12")) {
            Numbered numbered = new Numbered(new BigDecimal(spelling), new BigDecimal(spelling), "secret");
            own.table(Numbered.class).putItem(numbered);
            assertThat(numbereds.findById(new NumberedId(numbered.id(), numbered.step())))
                    .as(spelling)
                    .hasValueSatisfying(found -> assertThat(found.note()).isEqualTo("secret"));
        }
    }

    @Test
    void saveAllWhenOnlyWritingIsAllowedShouldSendUnprocessedItemsAgain(DynamoDbEndpoint endpoint) {
        WriterOnly writer = new WriterOnly();
        LocalEncryption own = LocalEncryption.on(endpoint, Setup.on(endpoint).provider(writer), new PartialBatch());
        People importer = own.repository(People.class);
        List<Person> all =
                IntStream.range(0, 5).mapToObj(i -> Person.of("imported", i)).toList();
        assertThat(importer.saveAll(all)).containsExactlyElementsOf(all);
        assertThat(all)
                .allSatisfy(person ->
                        assertThat(own.stored(Person.class, person.key())).isNotEmpty());
    }

    /** Processes one item of the first batch only. */
    private static final class PartialBatch implements CallLayer {

        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public CallSlot slot() {
            return CallSlot.CIRCUIT_BREAKER;
        }

        @Override
        public DynamoDbResponse call(Call call) {
            if (!(call.request() instanceof BatchWriteItemRequest batch) || done.getAndSet(true)) {
                return call.proceed(call.request());
            }
            Map<String, List<WriteRequest>> first = new HashMap<>();
            Map<String, List<WriteRequest>> others = new HashMap<>();
            batch.requestItems().forEach((table, writes) -> {
                first.put(table, writes.subList(0, 1));
                others.put(table, writes.subList(1, writes.size()));
            });
            call.proceed(batch.toBuilder().requestItems(first).build());
            return BatchWriteItemResponse.builder().unprocessedItems(others).build();
        }
    }

    /** A role with kms:GenerateDataKey and without kms:Decrypt. */
    private static final class WriterOnly implements KeyProvider {

        private final InMemoryKeyProvider keys = new InMemoryKeyProvider();

        @Override
        public KeyKind kind() {
            return keys.kind();
        }

        @Override
        public boolean accepts(String keyArn) {
            return keys.accepts(keyArn);
        }

        @Override
        public GeneratedKey generate(Map<String, String> context) {
            return keys.generate(context);
        }

        @Override
        public byte[] unwrap(String keyArn, byte[] wrapped, Map<String, String> context) {
            throw new KeyUnavailableException(
                    KeyUnavailableException.Reason.ACCESS_DENIED, keyArn, "kms:Decrypt is missing", null);
        }
    }

    interface People extends DynamoDbRepository<Person, Person.Id> {

        @Override
        @AllowScan
        List<Person> findAll();

        @Override
        @AllowScan
        long count();

        @Override
        @AllowScan
        void deleteAll();

        List<Person> findById(String id);

        Optional<Contact> findContactByIdAndSince(String id, long since);

        Optional<Home> findHomeByIdAndSince(String id, long since);

        boolean existsByIdAndSince(String id, long since);

        long countById(String id);

        List<Person> deleteById(String id);
    }

    record Contact(@Nullable String email, @Nullable String city) {}

    interface Home {
        Person.@Nullable Address getAddress();
    }

    record Counting(
            @DynamoDbPartitionKey String id,
            @Encrypted @Nullable String note,
            @Encrypted @Nullable String other,
            @DynamoDbAtomicCounter @Nullable Long writes) {}

    interface Countings extends DynamoDbRepository<Counting, String> {}

    record Versioned(
            @DynamoDbPartitionKey String id,
            @Encrypted @Nullable String note,
            @DynamoDbVersionAttribute @Nullable Long version) {}

    interface Versioneds extends DynamoDbRepository<Versioned, String> {}

    record Numbered(
            @DynamoDbPartitionKey BigDecimal id,
            @DynamoDbSortKey BigDecimal step,
            @Encrypted String note) {}

    record NumberedId(BigDecimal id, BigDecimal step) {}

    interface Numbereds extends DynamoDbRepository<Numbered, NumberedId> {}
}
