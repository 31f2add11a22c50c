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

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** One call on its way through the layers. */
public interface Call {

    /**
     * Returns the name of the operation as DynamoDB's API names it.
     *
     * @return the name, such as {@code GetItem}
     */
    String operation();

    /**
     * Returns the physical names of the tables that the request names, ARNs resolved to names.
     *
     * @return the names without duplicates, empty for an operation that concerns no table
     */
    List<String> tables();

    /**
     * Returns where the call goes, as far as it is known before it is sent.
     *
     * @return the name of the region, such as {@code eu-central-1}, or host and port of the endpoint that replaces the
     *     region's own, such as {@code localhost:4566}; always the same for the same client
     */
    String endpoint();

    /**
     * Returns the request as the outer layers passed it on.
     *
     * @return the request
     */
    DynamoDbRequest request();

    /**
     * Passes the call to the next layer, and to DynamoDB after the innermost one.
     *
     * @param request the request to send, of the same type as {@link #request()}
     * @return the response
     */
    DynamoDbResponse proceed(DynamoDbRequest request);
}
