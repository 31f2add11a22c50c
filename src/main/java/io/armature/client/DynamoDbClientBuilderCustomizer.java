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

import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Last word of the application on how the SDK's client is built. */
@FunctionalInterface
public interface DynamoDbClientBuilderCustomizer {

    /**
     * Changes the builder of a client, once for each client that is built. The HTTP client is replaced by
     * {@code httpClientBuilder(attributes -> ...)}; beside the one that is set, {@code httpClient(...)} is refused by the SDK.
     *
     * @param builder the builder, on which everything has been set already
     */
    void customize(DynamoDbClientBuilder builder);
}
