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
package io.armature.benchmark.encryption;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsServiceClientConfiguration;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/** A KMS that counts requests: each is charged, and takes a call some milliseconds. */
final class CountingKms implements KmsClient {

    static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    /** As long as those of KMS. */
    private static final int WRAPPED_BYTES = 184;

    private final SecureRandom random = new SecureRandom();

    private final Map<SdkBytes, SdkBytes> keys = new ConcurrentHashMap<>();

    private final AtomicLong requests = new AtomicLong();

    /** Returns how many there were since the last time. */
    long takeRequests() {
        return requests.getAndSet(0);
    }

    @Override
    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
        requests.incrementAndGet();
        SdkBytes key = random(request.numberOfBytes() == null ? 32 : request.numberOfBytes());
        return GenerateDataKeyResponse.builder()
                .keyId(KEY)
                .plaintext(copy(key))
                .ciphertextBlob(wrap(key))
                .build();
    }

    @Override
    public EncryptResponse encrypt(EncryptRequest request) {
        requests.incrementAndGet();
        return EncryptResponse.builder()
                .keyId(KEY)
                .ciphertextBlob(wrap(request.plaintext()))
                .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        requests.incrementAndGet();
        return DecryptResponse.builder()
                .keyId(KEY)
                .plaintext(copy(keys.get(request.ciphertextBlob())))
                .build();
    }

    @Override
    public KmsServiceClientConfiguration serviceClientConfiguration() {
        return KmsServiceClientConfiguration.builder()
                .region(Region.EU_CENTRAL_1)
                .build();
    }

    @Override
    public String serviceName() {
        return "kms";
    }

    @Override
    public void close() {}

    private SdkBytes wrap(SdkBytes key) {
        SdkBytes wrapped = random(WRAPPED_BYTES);
        keys.put(wrapped, key);
        return wrapped;
    }

    /** Whoever gets a key may wipe it. */
    private static SdkBytes copy(SdkBytes key) {
        return SdkBytes.fromByteArray(key.asByteArray());
    }

    private SdkBytes random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return SdkBytes.fromByteArrayUnsafe(bytes);
    }
}
