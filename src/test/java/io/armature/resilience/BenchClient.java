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
package io.armature.resilience;

import io.armature.client.dns.LastGoodDnsResolver;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client with a resolver of its own. */
record BenchClient(DynamoDbClient client, LastGoodDnsResolver resolver) implements AutoCloseable {

    @Override
    public void close() {
        client.close();
        resolver.close();
    }
}
