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
package io.armature.encryption.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.armature.client.ConnectionSettings;
import io.armature.client.MisconfigurationException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithLocalStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

@WithLocalStack
class KmsKeyProviderTests {

    private static final Map<String, String> CONTEXT =
            Map.of("armature:table", "customers", "armature:domain", "test", "stage", "one");

    private final KmsClient client;

    private final KmsClient elsewhere;

    private String keyArn = "";

    KmsKeyProviderTests(DynamoDbEndpoint endpoint) {
        this.client = client(endpoint, Region.of(endpoint.region()));
        this.elsewhere = client(endpoint, Region.EU_WEST_1);
    }

    @BeforeEach
    void createKey() {
        keyArn = newKey();
    }

    @AfterEach
    void closeClients() {
        client.scheduleKeyDeletion(request -> request.keyId(keyArn).pendingWindowInDays(7));
        client.close();
        elsewhere.close();
    }

    @Test
    @Tag("F1")
    void unwrapWhenKeyWasGeneratedShouldReturnIt() {
        KmsKeyProvider provider = provider(keyArn);
        GeneratedKey key = provider.generate(CONTEXT);

        assertThat(key.keyArn()).isEqualTo(keyArn);
        assertThat(key.plaintext()).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(key.wrapped()).hasSizeBetween(1, 6_144);
        assertThat(provider.unwrap(keyArn, key.wrapped(), CONTEXT)).isEqualTo(key.plaintext());
        assertThat(provider.generate(CONTEXT).plaintext()).isNotEqualTo(key.plaintext());
    }

    @Test
    void destroyWhenKeyIsDoneWithShouldOverwriteIt() {
        GeneratedKey key = provider(keyArn).generate(CONTEXT);

        key.destroy();

        assertThat(key.plaintext()).isEqualTo(new byte[32]);
        assertThat(provider(keyArn).unwrap(keyArn, key.wrapped(), CONTEXT)).isNotEqualTo(new byte[32]);
    }

    @Test
    @Tag("F1")
    void unwrapWhenContextDiffersShouldRefuseTheRecord() {
        KmsKeyProvider provider = provider(keyArn);
        GeneratedKey key = provider.generate(CONTEXT);

        for (Map<String, String> other : List.of(
                Map.<String, String>of(),
                Map.of("armature:table", "customers", "armature:domain", "test"),
                Map.of("armature:table", "orders", "armature:domain", "test", "stage", "one"))) {
            assertThat(failure(() -> provider.unwrap(keyArn, key.wrapped(), other))
                            .reason())
                    .isEqualTo(Reason.RECORD_REFUSED);
        }
    }

    @Test
    void unwrapWhenWrappedKeyIsChangedShouldRefuseTheRecord() {
        KmsKeyProvider provider = provider(keyArn);
        byte[] changed = provider.generate(CONTEXT).wrapped();
        changed[changed.length - 1] ^= 1;

        assertThat(failure(() -> provider.unwrap(keyArn, changed, CONTEXT)).reason())
                .isEqualTo(Reason.RECORD_REFUSED);
    }

    @Test
    @Tag("F7")
    void unwrapWhenRecordIsOfAnotherKeyShouldRefuse() {
        String otherArn = newKey();
        GeneratedKey other = provider(otherArn).generate(CONTEXT);
        KmsKeyProvider provider = provider(keyArn);

        assertThat(provider.accepts(otherArn)).isFalse();
        assertThat(failure(() -> provider.unwrap(otherArn, other.wrapped(), CONTEXT))
                        .reason())
                .isEqualTo(Reason.RECORD_REFUSED);
        assertThat(failure(() -> provider.unwrap(keyArn, other.wrapped(), CONTEXT))
                        .reason())
                .isEqualTo(Reason.RECORD_REFUSED);
    }

    @Test
    @Tag("F7")
    void unwrapWhenKeyIsAcceptedBesideShouldReturnIt() {
        GeneratedKey old = provider(newKey()).generate(CONTEXT);
        KmsKeyProvider provider = provider(keyArn, old.keyArn());

        assertThat(provider.accepts(old.keyArn())).isTrue();
        assertThat(provider.unwrap(old.keyArn(), old.wrapped(), CONTEXT)).isEqualTo(old.plaintext());
        assertThat(provider.generate(CONTEXT).keyArn()).isEqualTo(keyArn);
    }

    @Test
    @Tag("F7")
    void resolveWhenKeyHasAnyNameShouldFindItsArn() {
        String alias = "alias/armature-" + UUID.randomUUID();
        client.createAlias(request -> request.aliasName(alias).targetKeyId(keyArn));
        String keyId = keyArn.substring(keyArn.indexOf('/') + 1);
        String aliasArn = keyArn.replace("key/" + keyId, alias);

        for (String name : List.of(alias, aliasArn, keyId, keyArn)) {
            KmsKeyProvider provider = provider(name);
            provider.resolve();
            assertThat(provider.unresolvedKeyIds()).isEmpty();
            assertThat(provider.accepts(keyArn)).isTrue();
            assertThat(provider.generate(CONTEXT).keyArn()).isEqualTo(keyArn);
        }
    }

    @Test
    @Tag("F7")
    void resolveWhenAliasIsUnknownShouldRefuseToStart() {
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(provider("alias/armature-unknown")::resolve)
                .withMessageContaining("alias/armature-unknown")
                .withMessageContaining("kms:DescribeKey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HMAC_256", "RSA_2048"})
    void resolveWhenKeyIsOfTheWrongSpecShouldRefuseToStart(String spec) {
        KeyUsageType usage = spec.startsWith("HMAC") ? KeyUsageType.GENERATE_VERIFY_MAC : KeyUsageType.ENCRYPT_DECRYPT;
        String arn = client.createKey(
                        request -> request.keySpec(KeySpec.fromValue(spec)).keyUsage(usage))
                .keyMetadata()
                .arn();

        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(provider(arn.substring(arn.indexOf('/') + 1))::resolve)
                .withMessageContaining(spec);
    }

    @Test
    void resolveWhenKeyIsDisabledShouldRefuseToStart() {
        String alias = "alias/armature-" + UUID.randomUUID();
        client.createAlias(request -> request.aliasName(alias).targetKeyId(keyArn));
        client.disableKey(request -> request.keyId(keyArn));

        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(provider(alias)::resolve)
                .withMessageContaining("disabled")
                .withMessageContaining(keyArn);
    }

    @Test
    @Tag("F5")
    void callsWhenKeyIsDisabledShouldEndIt() {
        KmsKeyProvider provider = provider(keyArn);
        GeneratedKey key = provider.generate(CONTEXT);
        client.disableKey(request -> request.keyId(keyArn));

        assertEnded(provider, key, Reason.DISABLED);

        client.enableKey(request -> request.keyId(keyArn));
        assertThat(provider.unwrap(keyArn, key.wrapped(), CONTEXT)).isEqualTo(key.plaintext());
    }

    @Test
    @Tag("F5")
    void callsWhenKeyWaitsForItsDeletionShouldEndIt() {
        String doomed = newKey();
        KmsKeyProvider provider = provider(doomed);
        GeneratedKey key = provider.generate(CONTEXT);
        client.scheduleKeyDeletion(request -> request.keyId(doomed).pendingWindowInDays(7));

        assertEnded(provider, key, Reason.DELETED);
    }

    @Test
    @Tag("F5")
    void callsWhenKeyIsMissingShouldEndIt() {
        GeneratedKey key = provider(keyArn).generate(CONTEXT);
        String missing = keyArn.substring(0, keyArn.indexOf('/') + 1) + UUID.randomUUID();

        KeyUnavailableException failure = failure(() -> provider(missing).generate(CONTEXT));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(failure.keyArn()).isEqualTo(missing);
        assertThat(failure(() -> provider(missing).unwrap(missing, key.wrapped(), CONTEXT))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    @Tag("F7")
    void unwrapWhenRecordIsOfAReplicaShouldCallTheLocalOne() {
        String primary = client.createKey(request -> request.multiRegion(true))
                .keyMetadata()
                .arn();
        client.replicateKey(request -> request.keyId(primary).replicaRegion("eu-west-1"));
        String replica = primary.replace("us-east-1", "eu-west-1");
        KmsKeyProvider there = new KmsKeyProvider(elsewhere, primary, List.of());
        KmsKeyProvider here = provider(replica);

        GeneratedKey madeThere = there.generate(CONTEXT);
        GeneratedKey madeHere = here.generate(CONTEXT);

        assertThat(madeThere.keyArn()).isEqualTo(replica);
        assertThat(madeHere.keyArn()).isEqualTo(primary);
        assertThat(here.accepts(replica)).isTrue();
        assertThat(here.unwrap(replica, madeThere.wrapped(), CONTEXT)).isEqualTo(madeThere.plaintext());
        assertThat(there.unwrap(primary, madeHere.wrapped(), CONTEXT)).isEqualTo(madeHere.plaintext());
    }

    @Test
    @Tag("F7")
    void generateWhenMultiRegionKeyHasNoReplicaHereShouldSayIt() {
        String primary = client.createKey(request -> request.multiRegion(true))
                .keyMetadata()
                .arn();
        KmsKeyProvider there = new KmsKeyProvider(elsewhere, primary, List.of());

        KeyUnavailableException failure = failure(() -> there.generate(CONTEXT));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(failure)
                .hasMessageContaining("needs a replica in the region")
                .hasMessageContaining("eu-west-1");
    }

    private static void assertEnded(KmsKeyProvider provider, GeneratedKey key, Reason reason) {
        KeyUnavailableException generating = failure(() -> provider.generate(CONTEXT));
        KeyUnavailableException unwrapping = failure(() -> provider.unwrap(key.keyArn(), key.wrapped(), CONTEXT));

        assertThat(List.of(generating, unwrapping)).allSatisfy(failure -> {
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.reason().endsKey()).isTrue();
            assertThat(failure).hasMessageContaining(key.keyArn());
        });
        assertThat(generating).hasMessageContaining("kms:GenerateDataKey");
        assertThat(unwrapping).hasMessageContaining("kms:Decrypt");
    }

    private static KeyUnavailableException failure(ThrowingCallable call) {
        return catchThrowableOfType(KeyUnavailableException.class, call);
    }

    private KmsKeyProvider provider(String keyId, String... accepted) {
        return new KmsKeyProvider(client, keyId, List.of(accepted));
    }

    private String newKey() {
        return client.createKey().keyMetadata().arn();
    }

    private static KmsClient client(DynamoDbEndpoint endpoint, Region region) {
        // An emulator that several test runs share may take longer than KMS does.
        KmsSettings settings = new KmsSettings(
                10, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60), 3, false, false);
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey()));
        return new KmsClientFactory(settings, new ConnectionSettings(region, endpoint.uri(), credentials)).create();
    }
}
