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
package io.armature.batch;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item that was not written or read. Its text has no values of the item, only the accessors have.
 *
 * @param position its place in the source, from 0
 * @param input what the source gave
 * @param table physical name of its table, {@code null} if that is not known
 * @param key its primary key, empty if it has none
 * @param item all its attributes as they would have been stored, so encrypted ones as ciphertext; empty for a delete, a read, and
 *     what could not be converted
 * @param kind what should have been done to it, {@code null} if it could not be converted
 * @param reason why it failed
 * @param attempts how often it was sent
 * @param message what DynamoDB or the conversion said, in words
 * @param cause the error, {@code null} if there was none
 */
public record BatchFailure(
        long position,
        Object input,
        @Nullable String table,
        Map<String, AttributeValue> key,
        Map<String, AttributeValue> item,
        @Nullable Kind kind,
        FailureReason reason,
        int attempts,
        String message,
        @Nullable Throwable cause) {

    /** Returns the text without key, item and input. */
    @Override
    public String toString() {
        return "BatchFailure[position=" + position + ", table=" + table + ", reason=" + reason + ", attempts="
                + attempts + ", message=" + message + "]";
    }

    /** What should have been done to an item. */
    public enum Kind {
        /** It should have been stored whatever was there. */
        PUT,
        /** It should have been stored on a condition, which a later put of the same attributes would not have. */
        CONDITIONAL_PUT,
        /** It should have been deleted. */
        DELETE,
        /** It should have been read. */
        READ
    }
}
