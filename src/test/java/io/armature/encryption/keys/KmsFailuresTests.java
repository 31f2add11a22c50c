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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.armature.client.ConnectionSettings;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.utils.StringInputStream;

/** The SDK's own client with answers as the API reference of KMS describes them. */
@Tag("F5")
class KmsFailuresTests {

    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final byte[] WRAPPED = "wrapped-never-shown".getBytes(StandardCharsets.UTF_8);

    private static final byte[] PLAIN = filled(32, 'p');

    private final StubKms kms = new StubKms();

    private final KmsClient kmsClient = kms.client(Region.US_EAST_1);

    @AfterEach
    void stop() {
        kmsClient.close();
        kms.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, AccessDeniedException, ACCESS_DENIED, kms:Decrypt on this key",
        "400, DisabledException, DISABLED, enable-key",
        "400, NotFoundException, NOT_FOUND, armature.encryption.kms.region",
        "400, InvalidCiphertextException, RECORD_REFUSED, armature.encryption.domain",
        "400, IncorrectKeyException, RECORD_REFUSED, another key",
        "500, KeyUnavailableException, SERVICE_FAILED, error of its own",
        "500, DependencyTimeoutException, SERVICE_FAILED, error of its own",
        "500, KMSInternalException, SERVICE_FAILED, error of its own",
        "500, InternalFailure, SERVICE_FAILED, error of its own",
        "503, ServiceUnavailableException, SERVICE_FAILED, error of its own",
        "400, ThrottlingException, THROTTLED, quotas",
        "429, Whatever, THROTTLED, quotas",
        "400, LimitExceededException, THROTTLED, quotas",
        "400, InvalidKeyUsageException, MISCONFIGURED, InvalidKeyUsageException",
        "400, InvalidGrantTokenException, MISCONFIGURED, InvalidGrantTokenException",
        "400, InvalidArnException, MISCONFIGURED, SYMMETRIC_DEFAULT",
        "400, ValidationException, MISCONFIGURED, ValidationException",
        "403, , MISCONFIGURED, status 403",
        "400, UnrecognizedClientException, MISCONFIGURED, AWS_ACCESS_KEY_ID",
        "400, ExpiredTokenException, MISCONFIGURED, credentials (ExpiredTokenException)"
    })
    void unwrapWhenKmsAnswersAnErrorShouldGiveItsReason(
            int status, @Nullable String code, Reason reason, String advice) {
        if (code == null) {
            kms.fail(StubKms.DECRYPT, status, "", "");
        } else {
            kms.fail(StubKms.DECRYPT, status, code, "text of KMS");
        }

        KeyUnavailableException failure = unwrapping(provider());

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.keyArn()).isEqualTo(KEY);
        assertThat(failure)
                .hasMessageContaining(KEY)
                .hasMessageContaining("kms:Decrypt")
                .hasMessageContaining(advice);
        assertNothingSecret(failure);
    }

    @Test
    void generateWhenAccessIsDeniedShouldNameRoleKeyAndPermission() {
        String text = "User: arn:aws:sts::111122223333:assumed-role/orders/1 is not authorized to perform:"
                + " kms:GenerateDataKey on resource: " + KEY;
        kms.fail(StubKms.GENERATE, 400, "AccessDeniedException", text);

        KeyUnavailableException failure = generating(provider());

        assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure.reason().endsKey()).isTrue();
        assertThat(failure)
                .hasMessageContaining("kms:GenerateDataKey with the KMS key '" + KEY + "' was not possible")
                .hasMessageContaining("assumed-role/orders/1")
                .hasMessageContaining("Allow kms:GenerateDataKey on this key")
                .hasMessageNotContaining("Request ID")
                .hasCauseInstanceOf(KmsException.class);
    }

    @Test
    void generateWhenTextOfKmsIsLongShouldQuoteItsBeginning() {
        kms.fail(StubKms.GENERATE, 400, "AccessDeniedException", "x".repeat(10_000));

        assertThat(generating(provider()).getMessage()).hasSizeLessThan(1_500).contains("x".repeat(500));
    }

    @ParameterizedTest
    @CsvSource({
        "is pending deletion., DELETED, cancel-key-deletion",
        "is pending replica deletion., DELETED, cancel-key-deletion",
        "is pending import., DISABLED, enable-key",
        "is unavailable., DISABLED, enable-key",
    })
    void generateWhenStateIsInvalidShouldTellDeletionFromTheRest(String text, Reason reason, String advice) {
        kms.fail(StubKms.GENERATE, 400, "KMSInvalidStateException", KEY + " " + text);

        KeyUnavailableException failure = generating(provider());

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure).hasMessageContaining(advice);
    }

    @Test
    void generateWhenSignatureIsRefusedShouldNotPassTheTextOn() {
        kms.fail(StubKms.GENERATE, 400, "InvalidSignatureException", "x-amz-security-token:token-never-shown");

        KeyUnavailableException failure = generating(provider());

        assertThat(failure.reason()).isEqualTo(Reason.MISCONFIGURED);
        assertThat(texts(failure)).doesNotContain("token-never-shown");
        assertThat(failure.getMessage()).contains("InvalidSignatureException", "clock");
    }

    @Test
    void generateWhenKmsHangsShouldEndAtTheCallTimeout() {
        kms.hang();
        try (KmsClient client = kms.client(StubKms.quick(), Region.US_EAST_1, StubKms.CREDENTIALS)) {
            long start = System.nanoTime();
            KeyUnavailableException failure = generating(new KmsKeyProvider(client, KEY, List.of()));

            assertThat(elapsedSince(start)).isLessThan(Duration.ofSeconds(5));
            assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(failure.reason().isPassing()).isTrue();
            assertThat(failure).hasMessageContaining("armature.encryption.kms.call-timeout");
        }
    }

    @Test
    void generateWhenKmsHangsShouldEndWithinTheDefaults() {
        kms.hang();
        try (KmsClient client = kms.client(KmsSettings.defaults(), Region.US_EAST_1, StubKms.CREDENTIALS)) {
            long start = System.nanoTime();
            KeyUnavailableException failure = generating(new KmsKeyProvider(client, KEY, List.of()));

            assertThat(elapsedSince(start)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(6));
            assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(kms.requests()).hasSizeBetween(2, 3);
        }
    }

    @Test
    void generateWhenConnectionIsRefusedShouldBeUnreachable() throws IOException {
        try (KmsClient client = new KmsClientFactory(
                        KmsSettings.defaults(),
                        new ConnectionSettings(Region.US_EAST_1, unusedAddress(), StubKms.CREDENTIALS))
                .create()) {
            long start = System.nanoTime();
            KeyUnavailableException failure = generating(new KmsKeyProvider(client, KEY, List.of()));

            assertThat(elapsedSince(start)).isLessThan(Duration.ofSeconds(6));
            assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(failure)
                    .hasMessageContaining("KMS could not be reached (HttpHostConnectException)")
                    .hasMessageContaining("armature.encryption.kms.endpoint");
            assertNothingSecret(failure);
        }
    }

    @Test
    void generateWhenThereAreNoCredentialsShouldSayWhereToSetThem() {
        AwsCredentialsProvider none = AwsCredentialsProviderChain.of(ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.builder()
                        .type(ProfileFile.Type.CREDENTIALS)
                        .content(new StringInputStream(""))
                        .build())
                .build());
        try (KmsClient client = kms.client(StubKms.quick(), Region.US_EAST_1, none)) {
            KeyUnavailableException failure = generating(new KmsKeyProvider(client, KEY, List.of()));

            assertThat(failure.reason()).isEqualTo(Reason.MISCONFIGURED);
            assertThat(failure).hasMessageContaining("No AWS credentials").hasMessageContaining("AWS_ACCESS_KEY_ID");
        }
        assertThat(kms.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"AccessDenied, 403, MISCONFIGURED", "InternalFailure, 500, UNREACHABLE", "Throttling, 400, UNREACHABLE"
    })
    void generateWhenTheServiceOfTheCredentialsFailsShouldNotBlameTheKey(String code, int status, Reason reason) {
        AwsCredentialsProvider failing = () -> {
            throw DynamoDbException.builder()
                    .statusCode(status)
                    .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                    .build();
        };
        try (KmsClient client = kms.client(StubKms.quick(), Region.US_EAST_1, failing)) {
            KeyUnavailableException failure = generating(new KmsKeyProvider(client, KEY, List.of()));

            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure).hasMessageContaining("gives the credentials");
        }
    }

    @Test
    void generateWhenThreadIsInterruptedShouldPassAndStayInterrupted() {
        KmsKeyProvider provider = provider();
        Thread.currentThread().interrupt();
        KeyUnavailableException failure = generating(provider);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failure).hasMessageContaining("interrupted");
    }

    @Test
    void generateWhenKmsThrottlesFirstShouldTryAgain() {
        kms.fail(StubKms.GENERATE, 400, "ThrottlingException", "Rate exceeded");
        KmsSettings settings = new KmsSettings(
                1, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(9), 3, false, false);
        try (KmsClient client = kms.client(settings, Region.US_EAST_1, StubKms.CREDENTIALS)) {
            generating(new KmsKeyProvider(client, KEY, List.of()));
        }
        assertThat(kms.requests()).hasSize(3);
    }

    @Test
    void generateWhenTheAnswerIsForAnotherKeyShouldRefuse() {
        kms.generates(KEY.replace("1234abcd", "9999abcd"), PLAIN, WRAPPED);

        KeyUnavailableException failure = generating(provider());

        assertThat(failure.reason()).isEqualTo(Reason.MISCONFIGURED);
        assertThat(failure).hasMessageContaining("key/9999abcd");
        assertNothingSecret(failure);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "31, 10", "33, 10", "32, 0"})
    void generateWhenTheAnswerHoldsNoKeyShouldRefuse(int length, int wrapped) {
        kms.generates(KEY, filled(length, 'p'), new byte[wrapped]);

        assertThat(generating(provider()).reason()).isEqualTo(Reason.MISCONFIGURED);
    }

    @Test
    void generateWhenTheAnswerIsEmptyShouldRefuse() {
        kms.answer(StubKms.GENERATE, "{}");

        assertThat(generating(provider()).reason()).isEqualTo(Reason.MISCONFIGURED);
    }

    @Test
    void unwrapWhenTheAnswerIsForAnotherKeyShouldRefuse() {
        kms.decrypts(KEY.replace("1234abcd", "9999abcd"), PLAIN);

        assertThat(unwrapping(provider()).reason()).isEqualTo(Reason.MISCONFIGURED);
    }

    @Test
    void unwrapWhenWhatWasWrappedIsNoKeyShouldRefuseTheRecord() {
        kms.decrypts(KEY, filled(31, 'p'));

        KeyUnavailableException failure = unwrapping(provider());

        assertThat(failure.reason()).isEqualTo(Reason.RECORD_REFUSED);
        assertNothingSecret(failure);
    }

    private KmsKeyProvider provider() {
        return new KmsKeyProvider(kmsClient, KEY, List.of());
    }

    private static KeyUnavailableException generating(KmsKeyProvider provider) {
        return catchThrowableOfType(
                KeyUnavailableException.class, () -> provider.generate(Map.of("armature:table", "customers")));
    }

    private static KeyUnavailableException unwrapping(KmsKeyProvider provider) {
        return catchThrowableOfType(
                KeyUnavailableException.class,
                () -> provider.unwrap(KEY, WRAPPED, Map.of("armature:table", "customers")));
    }

    private static void assertNothingSecret(Throwable failure) {
        assertThat(texts(failure))
                .doesNotContain(StubKms.SECRET)
                .doesNotContain("wrapped-never-shown")
                .doesNotContain(StubKms.base64(WRAPPED))
                .doesNotContain(StubKms.base64(PLAIN))
                .doesNotContain("pppppppp");
    }

    private static String texts(Throwable failure) {
        List<String> texts = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            texts.add(cause.toString());
        }
        return String.join("\n", texts);
    }

    private static Duration elapsedSince(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private static URI unusedAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static byte[] filled(int length, char value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
