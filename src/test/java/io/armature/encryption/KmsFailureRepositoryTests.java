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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.armature.encryption.LocalEncryption.Setup;
import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.encryption.keys.KmsKeyProvider;
import io.armature.repository.DynamoDbRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithLocalStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.kms.KmsClient;

/** What a caller of a repository is told when KMS does not give a key. */
@WithLocalStack
class KmsFailureRepositoryTests {

    private static final String SECRET = "secret-of-the-patient";

    private final KmsClient kms;

    private final Setup setup;

    private final DynamoDbEndpoint endpoint;

    private String key = "";

    KmsFailureRepositoryTests(DynamoDbEndpoint endpoint) {
        this.kms = LocalStackKms.client(endpoint);
        this.setup = Setup.on(endpoint).domain("stage");
        this.endpoint = endpoint;
    }

    @BeforeEach
    void write() {
        key = newKey();
        Patients patients = patients(setup, key);
        patients.save(new Patient("1", SECRET));
        assertThat(patients(setup, key).findById("1")).contains(new Patient("1", SECRET));
    }

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    @Tag("F1")
    void readWhenContextIsAnotherShouldNameTheKeyAndWhatMakesTheContext() {
        Patients elsewhere = patients(setup.domain("production"), key);
        DataAccessException failure = failure(() -> elsewhere.findById("1"));
        assertThat(failure)
                .isInstanceOf(DataRetrievalFailureException.class)
                .hasMessageContaining("Attribute 'diagnosis' of table 'patient' cannot be decrypted")
                .hasMessageContaining("kms:Decrypt with the KMS key '" + key + "' was not possible")
                .hasMessageContaining("armature.encryption.domain")
                .cause()
                .isInstanceOfSatisfying(
                        DecryptionException.class,
                        cause -> assertThat(cause.reason()).isEqualTo(DecryptionException.Reason.KEY_REFUSED));
    }

    @Test
    @Tag("F5")
    void callsWhenKeyIsDisabledShouldNameKeyPermissionAndRemedy() {
        Patients other = patients(setup, key);
        kms.disableKey(request -> request.keyId(key));
        assertEnded(other, KeyUnavailableException.Reason.DISABLED, "aws kms enable-key");
        kms.enableKey(request -> request.keyId(key));
        assertThat(patients(setup, key).findById("1")).contains(new Patient("1", SECRET));
    }

    @Test
    @Tag("F5")
    void callsWhenKeyWaitsForItsDeletionShouldNameKeyPermissionAndRemedy() {
        Patients other = patients(setup, key);
        kms.scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
        assertEnded(other, KeyUnavailableException.Reason.DELETED, "aws kms cancel-key-deletion");
    }

    @Test
    @Tag("F7")
    void readWhenRecordIsOfAnotherKeyShouldNameItAndTheProperty() {
        String current = newKey();
        Patients rotated = patients(setup, current);
        DataAccessException failure = failure(() -> rotated.findById("1"));
        assertThat(failure)
                .isInstanceOf(DataRetrievalFailureException.class)
                .hasMessageContaining("Attribute 'diagnosis' of table 'patient' cannot be decrypted")
                .hasMessageContaining(key)
                .hasMessageContaining("armature.encryption.accepted-key-ids")
                .cause()
                .isInstanceOfSatisfying(
                        DecryptionException.class,
                        cause -> assertThat(cause.reason()).isEqualTo(DecryptionException.Reason.KEY_NOT_ACCEPTED));
        assertThat(patients(setup, current, key).findById("1")).contains(new Patient("1", SECRET));
    }

    private void assertEnded(Patients patients, KeyUnavailableException.Reason reason, String remedy) {
        DataAccessException reading = failure(() -> patients.findById("1"));
        DataAccessException writing = failure(() -> patients.save(new Patient("2", SECRET)));
        assertThat(List.of(reading, writing))
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(NonTransientDataAccessResourceException.class)
                        .hasMessageContaining(key)
                        .hasMessageContaining(remedy)
                        .cause()
                        .isInstanceOfSatisfying(
                                KeyUnavailableException.class,
                                cause -> assertThat(cause.reason()).isEqualTo(reason)));
        assertThat(reading).hasMessageContaining("kms:Decrypt");
        assertThat(writing).hasMessageContaining("kms:GenerateDataKey");
        assertThat(patients.existsById("2")).isFalse();
    }

    /** Nothing of the value stands in what is thrown, with all that caused it. */
    private static DataAccessException failure(ThrowingCallable call) {
        DataAccessException failure = catchThrowableOfType(DataAccessException.class, call);
        assertThat(failure).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(SECRET);
        return failure;
    }

    private String newKey() {
        return kms.createKey().keyMetadata().arn();
    }

    /** Returns the repository of an instance that has no key at hand. */
    private Patients patients(Setup of, String keyId, String... accepted) {
        return LocalEncryption.guarded(endpoint, of.provider(new KmsKeyProvider(kms, keyId, List.of(accepted))))
                .repository(Patients.class);
    }

    public record Patient(
            @DynamoDbPartitionKey String id, @Encrypted String diagnosis) {}

    public interface Patients extends DynamoDbRepository<Patient, String> {}
}
