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

import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * One concern around every DynamoDB call.
 *
 * <p>Layers see what goes over the wire: encrypted attributes are ciphertext here. A layer must be safe for use by
 * concurrent threads.
 */
public interface CallLayer {

    /**
     * Returns the place of this layer in the order of all layers.
     *
     * @return the slot, always the same one
     */
    CallSlot slot();

    /**
     * Handles a call, usually by passing it on with {@link Call#proceed}.
     *
     * @param call the call
     * @return the response of DynamoDB, or one that stands in for it
     * @throws RuntimeException what the SDK or an inner layer threw, unwrapped
     */
    DynamoDbResponse call(Call call);
}
