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
package io.armature.encryption;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;

/** How an item is written: the enhanced client tells it by an internal type only, which nobody else touches. */
enum WriteKind {
    /** A put, also within a batch or a transaction: the whole item is replaced. */
    PUT,
    /** An update, also within a transaction: attributes that it does not name stay as they are. */
    UPDATE;

    static WriteKind of(DynamoDbExtensionContext.BeforeWrite context) {
        String operation = String.valueOf(context.operationName());
        return switch (operation) {
            case "PUT_ITEM" -> PUT;
            case "UPDATE_ITEM" -> UPDATE;
            default ->
                throw new IllegalStateException("The enhanced client writes to table '"
                        + context.operationContext().tableName() + "' by " + operation
                        + ", an operation that this release of Armature does not know. Use a release that was made for this"
                        + " version of the AWS SDK.");
        };
    }
}
