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
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.armature.client.MisconfigurationException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

@Tag("F7")
class KmsKeyResolutionTests {

    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final String OTHER = KEY.replace("1234abcd", "9999abcd");

    private static final String MULTI = "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab";

    private static final String REPLICA = MULTI.replace("us-east-1", "eu-west-1");

    private static final String[] JUNK = {
        "", "junk", "arn:", "local:00", "alias/orders", "1234abcd-12ab-34cd-56ef-1234567890ab", KEY + "\n", "\uD800"
    };

    private static final byte[] WRAPPED = {1, 2, 3};

    private static final byte[] PLAIN = new byte[32];

    private final StubKms kms = new StubKms();

    private final KmsClient client = kms.client(Region.US_EAST_1);

    /** Begins just before the overflow, which must not matter. */
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 100);

    @AfterEach
    void stop() {
        client.close();
        kms.close();
    }

    @Test
    void resolveWhenKeysAreNamedByArnShouldNotCall() {
        KmsKeyProvider provider = provider(KEY, OTHER);

        provider.resolve();

        assertThat(provider.unresolvedKeyIds()).isEmpty();
        assertThat(kms.requests()).isEmpty();
        assertThat(provider.accepts(KEY)).isTrue();
        assertThat(provider.accepts(OTHER)).isTrue();
        assertThat(provider.accepts(KEY.replace("us-east-1", "us-east-2"))).isFalse();
        assertThat(JUNK).noneMatch(provider::accepts);
        assertThat(provider.kind()).isEqualTo(KeyKind.KMS);
    }

    @Test
    void resolveWhenKeyIsNamedByAliasShouldAskOnceAndUseTheArn() {
        kms.describes(KEY, "");
        kms.generates(KEY, PLAIN, WRAPPED);
        KmsKeyProvider provider = provider("alias/orders");

        provider.resolve();
        provider.resolve();
        GeneratedKey key = provider.generate(Map.of("armature:table", "orders"));

        assertThat(key.keyArn()).isEqualTo(KEY);
        assertThat(kms.operations()).containsExactly(StubKms.DESCRIBE, StubKms.GENERATE);
        assertThat(kms.requests().get(0).body()).contains("\"KeyId\":\"alias/orders\"");
        assertThat(kms.requests().get(1).body())
                .contains("\"KeyId\":\"" + KEY + "\"", "\"KeySpec\":\"AES_256\"")
                .contains("\"EncryptionContext\":{\"armature:table\":\"orders\"}");
        assertThat(provider).hasToString("KmsKeyProvider[" + KEY + "]");
    }

    @Test
    void generateWhenAliasWasPointedElsewhereShouldGoOnWithTheKeyFound() {
        kms.describes(KEY, "");
        KmsKeyProvider provider = provider("alias/orders");
        provider.resolve();
        kms.describes(OTHER, "");
        kms.generates(KEY, PLAIN, WRAPPED);

        assertThat(provider.generate(Map.of()).keyArn()).isEqualTo(KEY);
        assertThat(provider.accepts(OTHER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NotFoundException | no such key or alias | armature.encryption.key-id",
                "AccessDeniedException | kms:DescribeKey | Allow kms:DescribeKey",
                "InvalidArnException | InvalidArnException | SYMMETRIC_DEFAULT",
                "UnrecognizedClientException | credentials | AWS_ACCESS_KEY_ID"
            })
    void resolveWhenKmsRefusesShouldRefuseToStart(String code, String message, String action) {
        kms.fail(StubKms.DESCRIBE, 400, code, "text");

        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(provider("alias/orders")::resolve)
                .withMessageContaining("alias/orders")
                .withMessageContaining(message)
                .satisfies(ex -> assertThat(ex.action()).contains(action));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"KeySpec\":\"RSA_2048\" | the spec RSA_2048",
                ",\"KeySpec\":\"HMAC_256\",\"KeyUsage\":\"GENERATE_VERIFY_MAC\" | usage GENERATE_VERIFY_MAC",
                ",\"KeyManager\":\"AWS\" | managed by AWS",
                ",\"KeyState\":\"Disabled\" | disabled",
                ",\"KeyState\":\"PendingImport\" | disabled, or in a state",
                ",\"KeyState\":\"PendingDeletion\" | waits for its deletion",
                ",\"KeyState\":\"PendingReplicaDeletion\" | waits for its deletion"
            })
    void resolveWhenKeyCannotEncryptShouldRefuseToStart(String more, String message) {
        kms.describes(KEY, more);

        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(provider("alias/orders")::resolve)
                .withMessageContaining(message);
    }

    @Test
    void resolveWhenKeyForReadingIsDisabledShouldStart() {
        kms.describes(OTHER, ",\"KeyState\":\"Disabled\"");
        KmsKeyProvider provider = provider(KEY, "alias/old");

        assertThatNoException().isThrownBy(provider::resolve);
        assertThat(provider.accepts(OTHER)).isTrue();
    }

    @Test
    void resolveWhenKeyForReadingIsOfTheWrongTypeShouldRefuseToStart() {
        kms.describes(OTHER, ",\"KeySpec\":\"RSA_2048\"");

        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(provider(KEY, "alias/old")::resolve)
                .withMessageContaining("alias/old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"KeyMetadata\":{}}", "{\"KeyMetadata\":{\"Arn\":\"junk\"}}"})
    void resolveWhenAnswerNamesNoKeyShouldRefuseToStart(String answer) {
        kms.answer(StubKms.DESCRIBE, answer);

        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(provider("alias/orders")::resolve)
                .withMessageContaining("names no key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "arn:aws:kms:us-east-1:111122223333:key/",
                "arn:aws:s3:::bucket",
                "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
            })
    void createWhenTextCanNameNoKeyHereShouldRefuse(String id) {
        assertThatExceptionOfType(MisconfigurationException.class).isThrownBy(() -> provider(id));
        assertThatExceptionOfType(MisconfigurationException.class).isThrownBy(() -> provider(KEY, id));
        assertThat(kms.requests()).isEmpty();
    }

    @Test
    void createWhenKeyIsInAnotherRegionShouldNameBothRegions() {
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> provider(KEY.replace("us-east-1", "us-east-2")))
                .withMessageContaining("region us-east-2")
                .withMessageContaining("calls us-east-1")
                .satisfies(ex -> assertThat(ex.action()).contains("armature.encryption.kms.region"));
    }

    @Test
    void multiRegionKeyWhenNamedInAnotherRegionShouldBeCalledInTheLocalOne() {
        kms.generates(MULTI, PLAIN, WRAPPED);
        kms.decrypts(MULTI, PLAIN);
        KmsKeyProvider provider = provider(REPLICA);

        assertThat(provider.accepts(MULTI)).isTrue();
        assertThat(provider.accepts(REPLICA)).isTrue();
        assertThat(provider.accepts(MULTI.replace("us-east-1", "ap-south-1"))).isTrue();
        assertThat(provider.accepts(MULTI.replace("111122223333", "999922223333")))
                .isFalse();
        assertThat(provider.generate(Map.of()).keyArn()).isEqualTo(MULTI);
        assertThat(provider.unwrap(REPLICA, WRAPPED, Map.of())).hasSize(32);
        assertThat(kms.requests())
                .allSatisfy(request -> assertThat(request.body()).contains("\"KeyId\":\"" + MULTI + "\""));
    }

    @Test
    void unwrapWhenKeyIsAcceptedShouldNameKeyContextAndAlgorithm() {
        kms.decrypts(OTHER, PLAIN);

        provider(KEY, OTHER).unwrap(OTHER, WRAPPED, Map.of("armature:table", "orders"));

        assertThat(kms.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.body())
                        .contains(
                                "\"KeyId\":\"" + OTHER + "\"",
                                "\"CiphertextBlob\":\"AQID\"",
                                "\"EncryptionContext\":{\"armature:table\":\"orders\"}",
                                "\"EncryptionAlgorithm\":\"SYMMETRIC_DEFAULT\""));
    }

    @Test
    void unwrapWhenKeyIsNotAcceptedShouldNotCall() {
        KmsKeyProvider provider = provider(KEY);

        for (String arn : new String[] {OTHER, KEY.replace("us-east-1", "us-east-2"), "junk\nforged line"}) {
            assertThatExceptionOfType(KeyUnavailableException.class)
                    .isThrownBy(() -> provider.unwrap(arn, WRAPPED, Map.of()))
                    .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.RECORD_REFUSED))
                    .satisfies(ex -> assertThat(ex.getMessage() + ex.keyArn()).doesNotContain("forged"));
        }
        assertThat(kms.requests()).isEmpty();
    }

    @Test
    void resolveWhenKmsIsDownShouldStartAndResolveAtFirstUse() {
        kms.fail(StubKms.DESCRIBE, 500, "KMSInternalException", "down");
        KmsKeyProvider provider = provider("alias/orders", "alias/old");

        provider.resolve();
        assertThat(kms.requests()).hasSize(1);
        assertThat(provider.unresolvedKeyIds()).containsExactly("alias/orders", "alias/old");
        assertThat(provider).hasToString("KmsKeyProvider[alias/orders (not resolved), alias/old (not resolved)]");

        kms.describes(KEY, "");
        kms.generates(KEY, PLAIN, WRAPPED);
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(provider.generate(Map.of()).keyArn()).isEqualTo(KEY);
        assertThat(provider.unresolvedKeyIds()).containsExactly("alias/old");
    }

    @Test
    void unresolvedKeyIdsWhenKeysAreNamedTwiceShouldHoldEachOnce() {
        assertThat(provider("alias/orders", "alias/old", "alias/orders", "alias/old")
                        .unresolvedKeyIds())
                .containsExactly("alias/orders", "alias/old");
    }

    @Test
    @Tag("F5")
    void generateWhenAliasCannotBeResolvedShouldAskAtMostOnceASecond() {
        kms.fail(StubKms.DESCRIBE, 500, "KMSInternalException", "down");
        KmsKeyProvider provider = provider("alias/orders");

        for (int call = 0; call < 10; call++) {
            KeyUnavailableException failure =
                    catchThrowableOfType(KeyUnavailableException.class, () -> provider.generate(Map.of()));
            assertThat(failure.reason()).isEqualTo(Reason.SERVICE_FAILED);
            assertThat(failure.keyArn()).isEqualTo("alias/orders");
        }
        assertThat(kms.requests()).hasSize(1);

        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1) - 1);
        catchThrowableOfType(KeyUnavailableException.class, () -> provider.generate(Map.of()));
        assertThat(kms.requests()).hasSize(1);
        nanoTime.addAndGet(1);
        catchThrowableOfType(KeyUnavailableException.class, () -> provider.generate(Map.of()));
        assertThat(kms.requests()).hasSize(2);
    }

    @Test
    @Tag("F5")
    void generateWhenManyNeedTheAliasAtOnceShouldResolveItOnce() throws Exception {
        kms.describes(KEY, "");
        kms.generates(KEY, PLAIN, WRAPPED);
        KmsKeyProvider provider = provider("alias/orders");
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<String> generating = () -> {
            start.await();
            return provider.generate(Map.of()).keyArn();
        };
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<String> arns = new ArrayList<>();
            for (Future<String> arn : executor.invokeAll(Collections.nCopies(threads, generating))) {
                arns.add(arn.get());
            }
            assertThat(arns).containsOnly(KEY);
        } finally {
            executor.shutdown();
        }
        assertThat(kms.operations()).filteredOn(StubKms.DESCRIBE::equals).hasSize(1);
    }

    @Test
    void unwrapWhenAliasIsNotResolvedShouldResolveItBeforeItDecides() {
        kms.describes(OTHER, "");
        kms.decrypts(OTHER, PLAIN);
        KmsKeyProvider provider = provider(KEY, "alias/old");

        assertThat(provider.accepts(OTHER)).isTrue();
        assertThat(JUNK).noneMatch(provider::accepts);
        assertThat(kms.requests()).isEmpty();
        assertThat(provider.unwrap(OTHER, WRAPPED, Map.of())).hasSize(32);
        assertThat(kms.operations()).containsExactly(StubKms.DESCRIBE, StubKms.DECRYPT);
    }

    @Test
    void unwrapWhenResolvedAliasIsAnotherKeyShouldRefuseWithoutDecrypting() {
        kms.describes(OTHER, "");
        KmsKeyProvider provider = provider(KEY, "alias/old");
        String stranger = KEY.replace("1234abcd", "7777abcd");

        assertThat(provider.accepts(stranger)).isTrue();
        KeyUnavailableException failure =
                catchThrowableOfType(KeyUnavailableException.class, () -> provider.unwrap(stranger, WRAPPED, Map.of()));

        assertThat(failure.reason()).isEqualTo(Reason.RECORD_REFUSED);
        assertThat(failure).hasMessageContaining("accepted-key-ids");
        assertThat(kms.operations()).containsExactly(StubKms.DESCRIBE);
        assertThat(provider.accepts(stranger)).isFalse();
    }

    @Test
    void unwrapWhenKmsIsDownShouldSayThatRatherThanRefuseTheRecord() {
        kms.fail(StubKms.DESCRIBE, 503, "ServiceUnavailableException", "down");
        KmsKeyProvider provider = provider(KEY, "alias/old");
        provider.resolve();

        KeyUnavailableException failure =
                catchThrowableOfType(KeyUnavailableException.class, () -> provider.unwrap(OTHER, WRAPPED, Map.of()));

        assertThat(failure.reason()).isEqualTo(Reason.SERVICE_FAILED);
        kms.decrypts(KEY, PLAIN);
        assertThat(provider.unwrap(KEY, WRAPPED, Map.of())).hasSize(32);
    }

    @Test
    void unwrapWhenKmsIsDownShouldNotWaitForEachAlias() {
        kms.fail(StubKms.DESCRIBE, 500, "KMSInternalException", "down");
        KmsKeyProvider provider = provider(KEY, "alias/old", "alias/older");

        KeyUnavailableException failure =
                catchThrowableOfType(KeyUnavailableException.class, () -> provider.unwrap(OTHER, WRAPPED, Map.of()));

        assertThat(failure.keyArn()).isEqualTo("alias/old");
        assertThat(kms.requests()).hasSize(1);
    }

    @Test
    void unwrapWhenOneAliasIsGoneShouldStillResolveTheNext() {
        kms.fail(StubKms.DESCRIBE, 400, "NotFoundException", "gone");
        KmsKeyProvider provider = provider(KEY, "alias/gone", "alias/old");

        KeyUnavailableException failure =
                catchThrowableOfType(KeyUnavailableException.class, () -> provider.unwrap(OTHER, WRAPPED, Map.of()));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(kms.requests())
                .extracting(StubKms.Request::body)
                .containsExactly("{\"KeyId\":\"alias/gone\"}", "{\"KeyId\":\"alias/old\"}");
    }

    @Test
    void closeWhenClientIsOwnedShouldCloseItAndElseNot() {
        kms.generates(KEY, PLAIN, WRAPPED);
        KmsClient owned = kms.client(Region.US_EAST_1);
        KmsKeyProvider lent = provider(KEY);

        KmsKeyProvider.owning(owned, KEY, List.of()).close();
        lent.close();

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> owned.generateDataKey(request -> request.keyId(KEY)));
        assertThat(lent.generate(Map.of()).keyArn()).isEqualTo(KEY);
    }

    private KmsKeyProvider provider(String keyId, String... accepted) {
        return new KmsKeyProvider(client, keyId, List.of(accepted), () -> {}, nanoTime::get);
    }
}
