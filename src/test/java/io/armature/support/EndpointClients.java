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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Plain clients, one for each endpoint in use. */
final class EndpointClients {

    private static final Map<DynamoDbEndpoint, DynamoDbClient> CLIENTS = new ConcurrentHashMap<>();

    private EndpointClients() {}

    static DynamoDbClient get(DynamoDbEndpoint endpoint) {
        return CLIENTS.computeIfAbsent(endpoint, EndpointClients::create);
    }

    static void close(DynamoDbEndpoint endpoint) {
        DynamoDbClient client = CLIENTS.remove(endpoint);
        if (client != null) {
            client.close();
        }
    }

    private static DynamoDbClient create(DynamoDbEndpoint endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(endpoint.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey())))
                .build();
    }
}
