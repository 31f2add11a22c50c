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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Adds to an exception what the call knows and the exception does not. */
final class FailedCalls {

    /** In both of DynamoDB's texts, for an item that is too large and for one that an update would make so. */
    private static final Pattern TOO_LARGE = Pattern.compile("Item size .*exceeded the maximum allowed size");

    private static final int MOST_ATTRIBUTES = 20;

    private FailedCalls() {}

    static void attach(SdkException failure, String operation, List<String> tables, DynamoDbRequest request) {
        if (FailedCall.of(failure) == null) {
            Map<String, String> types = isInvalid(failure) ? types(request) : Map.of();
            OversizedItem oversized = isTooLarge(failure) ? OversizedItems.in(request) : null;
            failure.addSuppressed(new FailedCall(operation, tables, types, oversized));
        }
    }

    private static boolean isInvalid(SdkException failure) {
        AwsErrorDetails details = failure instanceof DynamoDbException service ? service.awsErrorDetails() : null;
        return details != null && "ValidationException".equals(details.errorCode());
    }

    private static boolean isTooLarge(SdkException failure) {
        return texts(failure)
                .anyMatch(text -> text != null && TOO_LARGE.matcher(text).find());
    }

    private static Stream<@Nullable String> texts(SdkException failure) {
        if (failure instanceof TransactionCanceledException cancelled) {
            return cancelled.cancellationReasons().stream().map(CancellationReason::message);
        }
        return failure instanceof DynamoDbException ? Stream.of(failure.getMessage()) : Stream.empty();
    }

    private static Map<String, String> types(DynamoDbRequest request) {
        Map<String, String> types = new LinkedHashMap<>();
        for (Map.Entry<String, AttributeValue> attribute : attributes(request).entrySet()) {
            if (types.size() < MOST_ATTRIBUTES) {
                types.put(attribute.getKey(), type(attribute.getValue()));
            }
        }
        return types;
    }

    private static String type(@Nullable AttributeValue value) {
        AttributeValue.Type type = value == null ? null : value.type();
        return type == null || type == AttributeValue.Type.UNKNOWN_TO_SDK_VERSION ? "?" : type.name();
    }

    private static Map<String, AttributeValue> attributes(DynamoDbRequest request) {
        if (request instanceof PutItemRequest put) {
            return put.item();
        }
        if (request instanceof GetItemRequest get) {
            return get.key();
        }
        if (request instanceof UpdateItemRequest update) {
            return update.key();
        }
        return request instanceof DeleteItemRequest delete ? delete.key() : Map.of();
    }
}
