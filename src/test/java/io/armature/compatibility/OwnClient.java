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
package io.armature.compatibility;

import io.armature.support.DynamoDbEndpoint;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client that an application builds by hand; it counts what reaches it. */
final class OwnClient {

    private final DynamoDbClient client;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger closings = new AtomicInteger();

    OwnClient(DynamoDbEndpoint endpoint) {
        DynamoDbClient sdk = build(endpoint);
        this.client = (DynamoDbClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, arguments) -> {
                    (method.getName().equals("close") ? closings : calls).incrementAndGet();
                    try {
                        return method.invoke(sdk, arguments);
                    } catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                });
    }

    private static DynamoDbClient build(DynamoDbEndpoint endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(endpoint.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey())))
                .build();
    }

    DynamoDbClient client() {
        return client;
    }

    int closings() {
        return closings.get();
    }

    /** Returns how many calls came since the last time. */
    int takeCalls() {
        return calls.getAndSet(0);
    }
}
