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

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Finds the item in a request that DynamoDB refused as too large: the largest one, which no smaller one can excuse. */
final class OversizedItems {

    private static final int NAMED_ATTRIBUTES = 5;

    /** An attribute, as name or placeholder, and what it is set to as far as to the next attribute. */
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "([#\\w]+)[^=,\\s]*\\s*=(?=((?:(?!\\b(?:REMOVE|ADD|DELETE)\\b)[^=])*))", Pattern.CASE_INSENSITIVE);

    private OversizedItems() {}

    static @Nullable OversizedItem in(DynamoDbRequest request) {
        return items(request)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(OversizedItem::bytes))
                .orElse(null);
    }

    private static Stream<@Nullable OversizedItem> items(DynamoDbRequest request) {
        if (request instanceof PutItemRequest put) {
            return Stream.of(whole(put.tableName(), put.item()));
        }
        if (request instanceof UpdateItemRequest update) {
            return Stream.of(part(
                    update.tableName(),
                    update.updateExpression(),
                    update.expressionAttributeNames(),
                    update.expressionAttributeValues()));
        }
        if (request instanceof BatchWriteItemRequest batch) {
            return batch.requestItems().entrySet().stream()
                    .flatMap(table -> table.getValue().stream()
                            .filter(write -> write.putRequest() != null)
                            .map(write ->
                                    whole(table.getKey(), write.putRequest().item())));
        }
        return request instanceof TransactWriteItemsRequest transaction
                ? transaction.transactItems().stream().map(OversizedItems::item)
                : Stream.empty();
    }

    private static @Nullable OversizedItem item(TransactWriteItem write) {
        if (write.put() != null) {
            return whole(write.put().tableName(), write.put().item());
        }
        Update update = write.update();
        return update == null
                ? null
                : part(
                        update.tableName(),
                        update.updateExpression(),
                        update.expressionAttributeNames(),
                        update.expressionAttributeValues());
    }

    private static OversizedItem whole(@Nullable String table, Map<String, AttributeValue> item) {
        return new OversizedItem(name(table), true, ItemSizes.of(item), ItemSizes.largest(item, NAMED_ATTRIBUTES));
    }

    private static OversizedItem part(
            @Nullable String table,
            @Nullable String expression,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        Map<String, AttributeValue> sent = new HashMap<>();
        values.forEach((placeholder, value) -> {
            String attribute = attribute(placeholder, expression, names);
            // Several values may go into one attribute; the others keep the names of their placeholders.
            sent.put(sent.containsKey(attribute) ? placeholder : attribute, value);
        });
        return new OversizedItem(name(table), false, ItemSizes.of(sent), ItemSizes.largest(sent, NAMED_ATTRIBUTES));
    }

    /** Returns the name of the attribute that is set to a value, or the value's placeholder if that is not plain to see. */
    private static String attribute(String placeholder, @Nullable String expression, Map<String, String> names) {
        if (expression == null) {
            return placeholder;
        }
        Pattern value = Pattern.compile(Pattern.quote(placeholder) + "(?!\\w)");
        Matcher assignment = ASSIGNMENT.matcher(expression);
        List<String> found = assignment
                .results()
                .filter(match -> value.matcher(match.group(2)).find())
                .map(match -> names.getOrDefault(match.group(1), match.group(1)))
                .distinct()
                .toList();
        return found.size() == 1 ? found.get(0) : placeholder;
    }

    private static @Nullable String name(@Nullable String table) {
        return table == null ? null : TableReference.tableName(table);
    }
}
