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

import io.armature.client.ConnectionSettings;
import io.armature.encryption.keys.KmsClientFactory;
import io.armature.encryption.keys.KmsKeyProvider;
import io.armature.encryption.keys.KmsSettings;
import io.armature.support.DynamoDbEndpoint;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** Keys in LocalStack's KMS. */
final class LocalStackKms {

    private LocalStackKms() {}

    static KmsClient client(DynamoDbEndpoint endpoint) {
        return new KmsClientFactory(
                        KmsSettings.defaults(),
                        new ConnectionSettings(
                                Region.of(endpoint.region()),
                                endpoint.uri(),
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey()))))
                .create();
    }

    /** Returns a provider with a new key. */
    static KmsKeyProvider provider(DynamoDbEndpoint endpoint) {
        KmsClient client = client(endpoint);
        String arn = client.createKey(request -> request.description("Key of a test"))
                .keyMetadata()
                .arn();
        return KmsKeyProvider.owning(client, arn, List.of());
    }
}
