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
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Where DynamoDB is and who calls it. A bean of this type replaces what {@code armature.client.*} says about it, as test
 * containers do. Implementations must be safe for use by concurrent threads.
 */
public interface DynamoDbConnectionDetails extends ConnectionDetails {

    /**
     * Returns the region.
     *
     * @return the region, or {@code null} to let the SDK's chain decide
     */
    default @Nullable Region region() {
        return null;
    }

    /**
     * Returns the address of DynamoDB.
     *
     * @return the endpoint, or {@code null} for the region's own
     */
    default @Nullable URI endpoint() {
        return null;
    }

    /**
     * Returns the source of credentials.
     *
     * @return the provider, or {@code null} to let the SDK's chain decide
     */
    default @Nullable AwsCredentialsProvider credentials() {
        return null;
    }
}
