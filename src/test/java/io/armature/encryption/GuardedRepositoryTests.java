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
import io.armature.encryption.LocalEncryption.Setup;
import io.armature.encryption.guard.ForeignItemException;
import io.armature.encryption.guard.PlaintextRefusedException;
import io.armature.repository.AllowScan;
import io.armature.repository.DynamoDbRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** What the guard refuses, as a repository tells it. */
@WithDynamoDbLocal
class GuardedRepositoryTests {

    @Test
    @Tag("F19")
    void findByIdWhenAnswerIsAnotherItemShouldRefuse(DynamoDbEndpoint endpoint) {
        Copies copies = new Copies();
        LocalEncryption local = LocalEncryption.guarded(endpoint, Setup.on(endpoint), copies);
        Members members = local.repository(Members.class);
        members.save(new Member("mallory", "Bern", "mallory@example.com"));
        members.save(new Member("alice", "Basel", "alice@example.com"));

        copies.key = Map.of("id", AttributeValue.fromS("mallory"));
        assertThatExceptionOfType(DataRetrievalFailureException.class)
                .isThrownBy(() -> members.findById("alice"))
                .withCauseInstanceOf(ForeignItemException.class)
                .withMessageNotContaining("mallory");
        assertThat(members.findById("mallory")).isPresent();
    }

    @Test
    @Tag("F18")
    void queryWhenAttributeIsEncryptedByConfigurationShouldRefuse(DynamoDbEndpoint endpoint) {
        LocalEncryption local = LocalEncryption.guarded(endpoint, Setup.on(endpoint));
        Members members = local.repository(Members.class);
        assertThat(members.findByCity("Bern")).isEmpty();

        local.catalogue().addEncrypted(local.tableName(Member.class), Set.of("city"));
        assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
                .isThrownBy(() -> members.findByCity("Bern"))
                .withCauseInstanceOf(PlaintextRefusedException.class)
                .withMessageContaining("city")
                .withMessageNotContaining("Bern");
    }

    /** Answers with the item of another key, as a cache does in which somebody copied one. */
    private static final class Copies implements CallLayer {

        private @Nullable Map<String, AttributeValue> key;

        @Override
        public CallSlot slot() {
            return CallSlot.CACHE;
        }

        @Override
        public DynamoDbResponse call(Call call) {
            return key != null && call.request() instanceof GetItemRequest request
                    ? call.proceed(request.toBuilder().key(key).build())
                    : call.proceed(call.request());
        }
    }

    record Member(
            @DynamoDbPartitionKey String id,
            String city,
            @Encrypted String email) {}

    interface Members extends DynamoDbRepository<Member, String> {

        @AllowScan
        List<Member> findByCity(String city);
    }
}
