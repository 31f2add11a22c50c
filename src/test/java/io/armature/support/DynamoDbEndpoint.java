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
package io.armature.support;

import java.net.URI;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Where a DynamoDB for tests answers. The credentials are words that the emulators accept, not secrets.
 *
 * @param uri address of the endpoint
 * @param region name of the region
 * @param accessKey access key id
 * @param secretKey secret access key
 */
public record DynamoDbEndpoint(URI uri, String region, String accessKey, String secretKey) {

    /**
     * Creates an endpoint with the region and the credentials that all emulators accept.
     *
     * @param uri address of the endpoint
     */
    DynamoDbEndpoint(URI uri) {
        this(uri, "us-east-1", "test", "test");
    }

    /**
     * Returns the SDK's own client for this endpoint, without anything of Armature around it.
     *
     * @return the client, one for all callers, which is closed with the engine
     */
    public DynamoDbClient client() {
        return EndpointClients.get(this);
    }

    /**
     * Returns the properties that bring an application to this endpoint.
     *
     * @return pairs of name and value for {@code ApplicationContextRunner.withPropertyValues} and its like
     */
    public String[] properties() {
        return new String[] {
            "armature.client.endpoint=" + uri,
            "armature.client.region=" + region,
            "armature.client.credentials.access-key=" + accessKey,
            "armature.client.credentials.secret-key=" + secretKey
        };
    }

    /**
     * Returns a name for a table that no other test uses, in this JVM or in another one on the same engine.
     *
     * @param base beginning of the name
     * @return the name
     */
    public String uniqueTableName(String base) {
        return base + "-" + UUID.randomUUID();
    }
}
