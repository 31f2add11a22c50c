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
package io.armature.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armature.encryption.Encrypted;
import io.armature.encryption.LocalEncryption;
import io.armature.mapping.Table;
import io.armature.repository.RepositoryApplication.Calls;
import io.armature.repository.UpdateSettings.Ambiguity;
import io.armature.support.DynamoDbEndpoint;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbAtomicCounter;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What the optimistic update promises, run against each engine, in both ways to know a lost write. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UpdateContract {

    private static final UnaryOperator<Member> TO_ULM = member -> member.withCity("Ulm");

    private final UpdateSettings settings;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Calls calls = new Calls();
    private LocalEncryption stage;
    private Members members;
    private Members others;

    UpdateContract(Ambiguity ambiguity) {
        this.settings = new UpdateSettings(5, Duration.ofSeconds(5), ambiguity);
    }

    @BeforeAll
    void create(DynamoDbEndpoint endpoint) {
        LocalEncryption.Setup setup = LocalEncryption.Setup.on(endpoint);
        stage = LocalEncryption.guarded(endpoint, setup, calls);
        members = stage.repository(Members.class, settings, new UpdateStatistics());
        others = LocalEncryption.guarded(endpoint, setup).repository(Members.class, settings, new UpdateStatistics());
    }

    @BeforeEach
    void forget() {
        calls.clear();
    }

    private String saved() {
        String id = "member-" + numbers.incrementAndGet();
        members.updateOrCreate(
                id,
                () -> Member.named(id),
                member -> new Member(id, "a@b.c", "+49 1", "Bonn", Set.of("a", "b", "c"), null, null));
        calls.clear();
        return id;
    }

    @Test
    void updateShouldSendOnlyWhatChanged() {
        String id = saved();
        members.update(id, TO_ULM);
        assertThat(sentNames()).containsExactlyInAnyOrder("id", "city", "version", "writes", "_aw");
        assertThat(calls.names().get(0)).isEqualTo("GetItemRequest");
    }

    private List<String> sentNames() {
        return calls.requests().stream()
                .filter(request -> request instanceof UpdateItemRequest || request instanceof TransactWriteItemsRequest)
                .flatMap(request -> request instanceof UpdateItemRequest update
                        ? update.expressionAttributeNames().values().stream()
                        : ((TransactWriteItemsRequest) request)
                                .transactItems().get(0).update().expressionAttributeNames().values().stream())
                .distinct()
                .toList();
    }

    @Test
    @Tag("F9a")
    void updateWhenEverythingComesTogetherShouldReturnWhatAFreshReadReturns() {
        String id = saved();
        Member updated =
                members.update(id, member -> new Member(id, "new@b.c", null, null, Set.of("b"), 99L, member.version()));
        assertThat(updated).isEqualTo(new Member(id, "new@b.c", null, null, Set.of("b"), 1L, 2L));
        assertThat(members.findById(id)).contains(updated);
        Map<String, AttributeValue> stored = stage.stored(Member.class, Map.of("id", AttributeValue.fromS(id)));
        assertThat(stored).containsKeys("_ak", "_aw", "email").doesNotContainKeys("phone", "city");
        assertThat(stored.get("email").b().asByteArray()[4])
                .as("an inline record")
                .isEqualTo((byte) 1);
        assertThat(stored.get("_aw").b().asByteArray()).hasSize(8);
        assertThat(members.update(id, TO_ULM)).isEqualTo(new Member(id, "new@b.c", null, "Ulm", Set.of("b"), 2L, 3L));
    }

    @Test
    void updateWhenNothingChangedShouldNotWrite() {
        String id = saved();
        Set<String> otherOrder = new LinkedHashSet<>(List.of("c", "b", "a"));
        Member same = members.update(id, member -> new Member(id, "a@b.c", "+49 1", "Bonn", otherOrder, null, 77L));
        assertThat(same).isEqualTo(members.findById(id).orElseThrow());
        assertThat(calls.names()).containsExactly("GetItemRequest", "GetItemRequest");
    }

    @Test
    void updateWhenSomebodyElseCameFirstShouldApplyToTheItemThatCameBack() {
        String id = saved();
        AtomicInteger applied = new AtomicInteger();
        Member updated = members.update(id, member -> {
            if (applied.incrementAndGet() == 1) {
                others.update(id, other -> other.withEmail("other@b.c"));
            }
            return member.withCity("Ulm");
        });
        assertThat(applied).hasValue(2);
        assertThat(updated).isEqualTo(new Member(id, "other@b.c", "+49 1", "Ulm", Set.of("a", "b", "c"), 2L, 3L));
        assertThat(members.findById(id)).contains(updated);
    }

    @Test
    void updateWhenThereIsNoneOrItIsDeletedMeanwhileShouldSaySo() {
        assertThatExceptionOfType(EmptyResultDataAccessException.class)
                .isThrownBy(() -> members.update("nobody", TO_ULM));
        assertThat(members.updateIfPresent("nobody", TO_ULM)).isEmpty();
        String id = saved();
        assertThatExceptionOfType(EmptyResultDataAccessException.class)
                .isThrownBy(() -> members.update(id, deleting(id, "Ulm")));
        String second = saved();
        assertThat(members.updateIfPresent(second, deleting(second, "Ulm"))).isEmpty();
        assertThat(members.existsById(id)).as("no ghost").isFalse();
        assertThat(members.existsById(second)).as("no ghost").isFalse();
    }

    private UnaryOperator<Member> deleting(String id, String city) {
        return member -> {
            others.deleteById(id);
            return member.withCity(city);
        };
    }

    @Test
    void updateOrCreateShouldCreateAlsoWhatIsDeletedMeanwhile() {
        String id = "created-" + numbers.incrementAndGet();
        Member created = members.updateOrCreate(id, () -> Member.named(id), TO_ULM);
        assertThat(created).isEqualTo(new Member(id, null, null, "Ulm", null, 0L, 1L));
        assertThat(members.findById(id)).contains(created);
        assertThat(members.updateOrCreate(id, () -> Member.named(id), member -> member.withEmail("e@f.g")))
                .isEqualTo(new Member(id, "e@f.g", null, "Ulm", null, 1L, 2L));
        assertThat(members.updateOrCreate(id, () -> Member.named(id), deleting(id, "Rom")))
                .isEqualTo(new Member(id, null, null, "Rom", null, 0L, 1L));
    }

    @Test
    void updateOrCreateWhenSomebodyElseCreatedFirstShouldChangeThatOne() {
        String id = "raced-" + numbers.incrementAndGet();
        Member updated = members.updateOrCreate(
                id,
                () -> {
                    if (!others.existsById(id)) {
                        others.save(new Member(id, "first@b.c", null, null, null, null, null));
                    }
                    return Member.named(id);
                },
                TO_ULM);
        assertThat(updated).isEqualTo(new Member(id, "first@b.c", null, "Ulm", null, 1L, 2L));
    }

    @Test
    void updateWhenAnotherReleaseKnowsMoreShouldLeaveThat() {
        String id = saved();
        Newers newers = stage.repository(Newers.class, settings, new UpdateStatistics());
        newers.update(id, newer -> {
            newer.setNickname("Bo");
            return newer;
        });
        AtomicInteger applied = new AtomicInteger();
        members.update(id, member -> {
            if (applied.incrementAndGet() == 1) {
                newers.update(id, newer -> {
                    newer.setNickname("Bobo");
                    newer.setPhone("+49 2");
                    return newer;
                });
            }
            return member.withCity("Ulm");
        });
        Newer now = newers.findById(id).orElseThrow();
        assertThat(List.of(now.getNickname(), now.getPhone(), now.getVersion())).containsExactly("Bobo", "+49 2", 4L);
        assertThat(members.findById(id))
                .contains(new Member(id, "a@b.c", "+49 2", "Ulm", Set.of("a", "b", "c"), 1L, 4L));
    }

    @Test
    void updateWhenChangeDoesNotFitShouldThrowAndWriteNothing() {
        String id = saved();
        assertThatIllegalArgumentException().isThrownBy(() -> members.update(id, member -> Member.named("other")));
        assertThatIllegalArgumentException().isThrownBy(() -> members.update(id, member -> null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> members.updateOrCreate("no-" + id, () -> Member.named(id), TO_ULM));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> members.update(id, member -> {
                    throw new UnsupportedOperationException();
                }));
        assertThat(sentNames()).isEmpty();
    }

    @Test
    void saveAndDeleteWhenStaleShouldFailAtOnce() {
        String id = saved();
        Member read = members.findById(id).orElseThrow();
        others.update(id, TO_ULM);
        calls.clear();
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> members.save(read));
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> members.delete(read));
        assertThat(calls.names()).hasSize(2);
        Member now = members.findById(id).orElseThrow();
        assertThat(members.save(now.withCity("Rom")))
                .isEqualTo(members.findById(id).orElseThrow());
        members.delete(members.findById(id).orElseThrow());
        assertThat(members.findById(id)).isEqualTo(Optional.empty());
    }

    @Test
    void readWhenThroughTheEnhancedClientShouldNotShowTheWriteId() {
        String id = saved();
        Map<String, AttributeValue> stored = stage.stored(Member.class, Map.of("id", AttributeValue.fromS(id)));
        assertThat(stored).containsKey("_aw");
        TableSchema<EnhancedDocument> anything = TableSchema.documentSchemaBuilder()
                .addIndexPartitionKey(TableMetadata.primaryIndexName(), "id", AttributeValueType.S)
                .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                .build();
        assertThat(stage.table(stage.tableName(Member.class), anything)
                        .getItem(request -> request.key(key -> key.partitionValue(id)))
                        .toMap())
                .containsKeys("id", "city")
                .doesNotContainKey("_aw");
    }

    @Table("members")
    record Member(
            @DynamoDbPartitionKey String id,
            @Encrypted @Nullable String email,
            @Encrypted @Nullable String phone,
            @Nullable String city,
            @Nullable Set<String> tags,

            @DynamoDbAtomicCounter @Nullable Long writes,

            @DynamoDbVersionAttribute @Nullable Long version) {

        static Member named(String id) {
            return new Member(id, null, null, null, null, null, null);
        }

        Member withCity(String other) {
            return new Member(id, email, phone, other, tags, writes, version);
        }

        Member withEmail(String other) {
            return new Member(id, other, phone, city, tags, writes, version);
        }
    }

    interface Members extends DynamoDbRepository<Member, String> {

        @Override
        @ConsistentRead
        Optional<Member> findById(String id);
    }

    interface Newers extends DynamoDbRepository<Newer, String> {}

    /** The members as another release of the application knows them: one attribute more, others less. */
    @Table("members")
    @DynamoDbBean
    public static class Newer {

        private String id = "";
        private @Nullable String phone;
        private @Nullable String nickname;
        private @Nullable Long version;

        @DynamoDbPartitionKey
        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }

        @Encrypted
        public @Nullable String getPhone() {
            return phone;
        }

        public void setPhone(@Nullable String phone) {
            this.phone = phone;
        }

        public @Nullable String getNickname() {
            return nickname;
        }

        public void setNickname(@Nullable String nickname) {
            this.nickname = nickname;
        }

        @DynamoDbVersionAttribute
        public @Nullable Long getVersion() {
            return version;
        }

        public void setVersion(@Nullable Long version) {
            this.version = version;
        }
    }
}
