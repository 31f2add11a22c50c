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
package io.armature.autoconfigure;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Connection details from {@code armature.client.*}; what is not set there comes from beans of the application. */
final class PropertiesConnectionDetails implements DynamoDbConnectionDetails {

    private final ClientProperties properties;
    private final @Nullable AwsCredentialsProvider credentialsBean;
    private final @Nullable Region regionBean;
    private final @Nullable URI otherEndpoint;

    PropertiesConnectionDetails(
            ClientProperties properties,
            @Nullable AwsCredentialsProvider credentialsBean,
            @Nullable Region regionBean,
            @Nullable URI otherEndpoint) {
        this.properties = properties;
        this.credentialsBean = credentialsBean;
        this.regionBean = regionBean;
        this.otherEndpoint = otherEndpoint;
    }

    @Override
    public @Nullable Region region() {
        return properties.region() != null ? Region.of(properties.region()) : regionBean;
    }

    @Override
    public @Nullable URI endpoint() {
        return properties.endpoint() != null ? properties.endpoint() : otherEndpoint;
    }

    @Override
    public @Nullable AwsCredentialsProvider credentials() {
        ClientProperties.Credentials configured = properties.credentials();
        if (configured.accessKey() != null && configured.secretKey() != null) {
            return StaticCredentialsProvider.create(
                    configured.sessionToken() == null
                            ? AwsBasicCredentials.create(configured.accessKey(), configured.secretKey())
                            : AwsSessionCredentials.create(
                                    configured.accessKey(), configured.secretKey(), configured.sessionToken()));
        }
        if (configured.profile() != null) {
            return ProfileCredentialsProvider.create(configured.profile());
        }
        return credentialsBean;
    }
}
