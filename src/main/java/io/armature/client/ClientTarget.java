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
package io.armature.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** The target that is one client, for good. */
record ClientTarget(DynamoDbClient client, String endpoint) implements CallTarget {

    /** Where a client calls that does not say it, such as a stand-in in a test. */
    private static final String UNKNOWN = "unknown";

    static ClientTarget of(DynamoDbClient client) {
        return new ClientTarget(client, endpointOf(client));
    }

    private static String endpointOf(DynamoDbClient client) {
        DynamoDbServiceClientConfiguration configuration = configurationOf(client);
        if (configuration == null) {
            return UNKNOWN;
        }
        Region region = configuration.region();
        return configuration.endpointOverride().map(URI::getAuthority).orElse(region == null ? UNKNOWN : region.id());
    }

    private static @Nullable DynamoDbServiceClientConfiguration configurationOf(DynamoDbClient client) {
        try {
            return client.serviceClientConfiguration();
        } catch (UnsupportedOperationException ex) {
            return null;
        }
    }

    @Override
    public DynamoDbResponse send(DynamoDbOperation operation, DynamoDbRequest request) {
        return operation.send(client, request);
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
        return client.serviceClientConfiguration();
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return client.toString();
    }
}
