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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsServiceClientConfiguration;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/** What is left of a plain data key in an answer that cannot be used. */
@Tag("F6")
class KmsOverwritingTests {

    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final String OTHER = KEY.replace("1234abcd", "9999abcd");

    private final AnsweringKms kms = new AnsweringKms();

    private final KmsKeyProvider provider = new KmsKeyProvider(kms, KEY, List.of());

    @Test
    void generateWhenAnswerCannotBeUsedShouldOverwriteTheKey() {
        assertOverwritten(() -> provider.generate(Map.of()), OTHER, 32, new byte[] {1});
        assertOverwritten(() -> provider.generate(Map.of()), KEY, 16, new byte[] {1});
        assertOverwritten(() -> provider.generate(Map.of()), KEY, 32, new byte[0]);
    }

    @Test
    void unwrapWhenAnswerCannotBeUsedShouldOverwriteTheKey() {
        assertOverwritten(() -> provider.unwrap(KEY, new byte[] {1}, Map.of()), OTHER, 32, new byte[] {1});
        assertOverwritten(() -> provider.unwrap(KEY, new byte[] {1}, Map.of()), KEY, 31, new byte[] {1});
    }

    @Test
    void destroyShouldOverwriteTheKeyAlone() {
        kms.answer(KEY, 32, new byte[] {7});
        GeneratedKey key = provider.generate(Map.of());
        assertThat(key.plaintext()).isNotEqualTo(new byte[32]);

        key.destroy();

        assertThat(key.plaintext()).isEqualTo(new byte[32]);
        assertThat(key.wrapped()).containsExactly(7);
        assertThat(key).hasToString("GeneratedKey[" + KEY + "]");
    }

    private void assertOverwritten(Runnable call, String answeredKey, int length, byte[] wrapped) {
        byte[] plaintext = kms.answer(answeredKey, length, wrapped);
        assertThatExceptionOfType(KeyUnavailableException.class).isThrownBy(call::run);
        assertThat(plaintext).isEqualTo(new byte[length]);
    }

    /** A client that hands out the array which the test keeps. */
    private static final class AnsweringKms implements KmsClient {

        private @Nullable GenerateDataKeyResponse answer;

        byte[] answer(String keyId, int length, byte[] wrapped) {
            byte[] plaintext = new byte[length];
            Arrays.fill(plaintext, (byte) 5);
            answer = GenerateDataKeyResponse.builder()
                    .keyId(keyId)
                    .plaintext(SdkBytes.fromByteArrayUnsafe(plaintext))
                    .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(wrapped))
                    .build();
            return plaintext;
        }

        @Override
        public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
            return Objects.requireNonNull(answer);
        }

        @Override
        public DecryptResponse decrypt(DecryptRequest request) {
            GenerateDataKeyResponse given = Objects.requireNonNull(answer);
            return DecryptResponse.builder()
                    .keyId(given.keyId())
                    .plaintext(given.plaintext())
                    .build();
        }

        @Override
        public KmsServiceClientConfiguration serviceClientConfiguration() {
            return KmsServiceClientConfiguration.builder()
                    .region(Region.US_EAST_1)
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
