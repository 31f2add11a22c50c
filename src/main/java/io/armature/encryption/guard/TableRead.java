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
package io.armature.encryption.guard;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * What a BatchGetItem asks of one table with encrypted attributes.
 *
 * @param asked the caller's own request
 * @param keys the keys in it
 * @param completed the projection that was sent, or {@code null} if it is the caller's own
 */
record TableRead(
        KeysAndAttributes asked, AskedKeys keys, @Nullable CompletedProjection completed) {

    static TableRead of(Target target, KeysAndAttributes asked) {
        for (Map<String, AttributeValue> key : asked.keys()) {
            target.checkKey(key);
        }
        target.checkAttributesToGet(asked.attributesToGet());
        AskedKeys keys = new AskedKeys(target, asked.keys());
        return new TableRead(
                asked,
                keys,
                CompletedProjection.of(
                        target, asked.projectionExpression(), asked.expressionAttributeNames(), keys.names()));
    }

    KeysAndAttributes sent() {
        return completed == null
                ? asked
                : asked.toBuilder()
                        .projectionExpression(completed.expression())
                        .expressionAttributeNames(completed.names())
                        .build();
    }

    /** Returns what is left to be read as the caller would have asked for it, ready to be sent again. */
    KeysAndAttributes unprocessed(KeysAndAttributes left) {
        return completed == null ? left : asked.toBuilder().keys(left.keys()).build();
    }
}
