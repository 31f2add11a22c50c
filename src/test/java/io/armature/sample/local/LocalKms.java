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
package io.armature.sample.local;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** The store's key in an emulator of KMS. */
public final class LocalKms {

    /** Alias of the key. */
    public static final String ALIAS = "alias/store";

    private LocalKms() {}

    /**
     * Makes the store's key unless it is there.
     *
     * @param endpoint address of the emulator
     * @param region region of the key
     * @return the alias of the key
     */
    public static String key(URI endpoint, String region) {
        try (KmsClient kms = KmsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build()) {
            try {
                kms.describeKey(request -> request.keyId(ALIAS));
            } catch (NotFoundException ex) {
                String id = kms.createKey(request -> request.description("Key of the record store"))
                        .keyMetadata()
                        .keyId();
                kms.createAlias(request -> request.aliasName(ALIAS).targetKeyId(id));
            }
            return ALIAS;
        }
    }
}
