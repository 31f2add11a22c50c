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
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.encryption.DecryptionException.Reason;
import io.armature.encryption.LocalEncryption.Setup;
import io.armature.encryption.PlaintextPolicies.Exemption;
import io.armature.repository.DynamoDbRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What each policy reads and writes, on one table that two of them share. */
@WithDynamoDbLocal
@Tag("F15")
class PlaintextPolicyTests {

    private static final Note NOTE = new Note("a", "secret", SdkBytes.fromUtf8String("bytes"));

    private static LocalEncryption with(DynamoDbEndpoint endpoint, Setup setup, @Nullable PlaintextPolicy policy) {
        PlaintextPolicies policies = policy == null
                ? PlaintextPolicies.forbid()
                : new PlaintextPolicies(List.of(new Exemption("note", null, policy, LocalDate.of(2030, 1, 1))));
        LocalEncryption local = LocalEncryption.on(endpoint, setup.policies(policies));
        local.repository(Notes.class);
        return local;
    }

    @Test
    void writePlaintextShouldReadBothWritePlaintextAndCount(DynamoDbEndpoint endpoint) {
        Setup setup = Setup.on(endpoint);
        LocalEncryption forbidding = with(endpoint, setup, null);
        LocalEncryption writing = with(endpoint, setup, PlaintextPolicy.WRITE_PLAINTEXT);
        DynamoDbTable<Note> notes = writing.table(Note.class);
        notes.putItem(NOTE);
        assertThat(stored(writing)).containsOnlyKeys("id", "text", "data").containsEntry("text", s("secret"));
        assertThat(notes.getItem(NOTE)).isEqualTo(NOTE);
        assertThat(writing.statistics().plaintextReads("note", "text")).isEqualTo(1);
        assertThat(writing.statistics().plaintextReads("note", "data")).isEqualTo(1);
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> forbidding.table(Note.class).getItem(NOTE))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.NOT_ENCRYPTED));

        forbidding.table(Note.class).putItem(NOTE);
        assertThat(notes.getItem(NOTE)).isEqualTo(NOTE);
        assertThat(writing.statistics().plaintextReads("note", "text")).isEqualTo(1);
    }

    @Test
    void writePlaintextWhenBytesLookEncryptedShouldRefuse(DynamoDbEndpoint endpoint) {
        LocalEncryption writing = with(endpoint, Setup.on(endpoint), PlaintextPolicy.WRITE_PLAINTEXT);
        Note ambiguous = new Note("a", "text", SdkBytes.fromUtf8String("Armature"));
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> writing.table(Note.class).putItem(ambiguous))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(EncryptionException.Reason.PLAINTEXT_AMBIGUOUS))
                .satisfies(ex -> assertThat(ex.attribute()).isEqualTo("data"));
    }

    @Test
    @Tag("F14")
    void readAllowedShouldReadBothWriteCiphertextAndNeverTakeAnEnvelopeForPlaintext(DynamoDbEndpoint endpoint) {
        LocalEncryption reading = with(endpoint, Setup.on(endpoint), PlaintextPolicy.READ_ALLOWED);
        put(reading, Map.of("id", s("a"), "text", s("secret"), "data", b('b')));
        DynamoDbTable<Note> notes = reading.table(Note.class);
        assertThat(notes.getItem(NOTE).text()).isEqualTo("secret");
        notes.putItem(NOTE);
        assertThat(EnvelopeForm.of(stored(reading).get("text"))).isEqualTo(EnvelopeForm.ITEM_KEY);
        assertThat(notes.getItem(NOTE)).isEqualTo(NOTE);

        Map<String, AttributeValue> damaged = new HashMap<>(stored(reading));
        damaged.put("data", b('A', 'r', 1));
        put(reading, damaged);
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> notes.getItem(NOTE))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    @Tag("F9a")
    void forbidShouldRefuseANullThatIsStoredAsSuch(DynamoDbEndpoint endpoint) {
        LocalEncryption forbidding = with(endpoint, Setup.on(endpoint), null);
        put(forbidding, Map.of("id", s("a"), "text", AttributeValue.fromNul(true)));
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> forbidding.table(Note.class).getItem(NOTE))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.NOT_ENCRYPTED));
        assertThat(forbidding.statistics().refusals(Reason.NOT_ENCRYPTED)).isEqualTo(1);
    }

    private static void put(LocalEncryption local, Map<String, AttributeValue> item) {
        local.plainClient()
                .putItem(request ->
                        request.tableName(local.tableName(Note.class)).item(item));
    }

    private static Map<String, AttributeValue> stored(LocalEncryption local) {
        return local.stored(Note.class, Map.of("id", s("a")));
    }

    record Note(
            @DynamoDbPartitionKey String id,
            @Encrypted @Nullable String text,
            @Encrypted @Nullable SdkBytes data) {}

    interface Notes extends DynamoDbRepository<Note, String> {}
}
