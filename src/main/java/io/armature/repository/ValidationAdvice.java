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
package io.armature.repository;

import io.armature.client.FailedCall;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/** Explains what DynamoDB refused as invalid. */
final class ValidationAdvice {

    private static final String KEY = "The key must have each key attribute of the table, with its type, and no other.";

    /** The texts of DynamoDB, and those of DynamoDB Local where they differ, each with what to do. The first that fits counts. */
    private static final List<Rule> RULES = List.of(
            rule(
                    "provided key element does not match the schema|number of conditions on the keys is invalid",
                    KEY,
                    true),
            rule(
                    "Missing the key (?<name>[\\w.\\-]+) in the item",
                    "Give '${name}' a value: it is a key attribute.",
                    true),
            rule("required keys was not given a value", "Give each key attribute of the table a value.", true),
            rule(
                    "Type mismatch for key (?<name>[\\w.\\-]+)",
                    "Store '${name}' with the type of the table's key.",
                    true),
            rule("Type mismatch for key", KEY, true),
            rule(
                    "Type mismatch for Index Key",
                    "Store the key attribute of a secondary index with the type that the index declares, or leave it out.",
                    true),
            rule(
                    "empty (?:string|binary) value.*IndexKey: (?<name>[\\w.\\-]+)",
                    "'${name}' is a key attribute of a secondary index: leave it out of the item instead of storing an empty"
                            + " value.",
                    false),
            rule(
                    "cannot contain an empty (?:string|binary) value. Key: (?<name>\\S+)",
                    "Give the key attribute '${name}' a value that is not empty.",
                    false),
            rule(
                    "Cannot update attribute (?<name>\\S+)\\. This attribute is part of the key",
                    "The key attribute '${name}' cannot be changed: delete the item and write it under its new key.",
                    false),
            rule(
                    "reserved keyword: (?<name>\\S+)",
                    "Write a placeholder such as #${name} in place of '${name}' and map it in ExpressionAttributeNames.",
                    false),
            rule("unused in expressions", "Remove the placeholders that no expression uses.", false),
            rule(
                    "attribute (?:value|name) used in .* is not defined",
                    "Add the placeholder to ExpressionAttributeValues or ExpressionAttributeNames.",
                    false),
            rule("Two document paths (?:overlap|conflict)", "Name each attribute once in an update expression.", false),
            rule(
                    "document path provided in the update expression is invalid",
                    "The parent of a nested attribute does not exist in the item, or is no map or list: set the parent as a"
                            + " whole first.",
                    false),
            rule(
                    "refers to an attribute that does not exist",
                    "Wrap the attribute in if_not_exists, or make sure that the item has it.",
                    false),
            rule(
                    "Incorrect operand type|incorrect data type",
                    "The attribute, as it is stored or as it was sent, has another type than the operator takes.",
                    false),
            rule(
                    "Query condition missed key schema element|Query key condition not supported",
                    "A query needs the partition key of its table or index with =, and may narrow the sort key; all else"
                            + " belongs in the filter.",
                    false),
            rule(
                    "Filter Expression can only contain non-primary key",
                    "Move the condition on the key attribute to the key condition.",
                    false),
            rule("does not match schema type", "Send the key with the type that the table or index declares.", false),
            rule(
                    "does not have the specified index",
                    "Create the index, or correct its name: see the check of the tables, armature.schema.check.",
                    false),
            rule("Consistent reads are not supported on global", "Read a global index eventually consistent.", false),
            rule("Exclusive ?Start ?Key", "Go on only from a position that the same query returned.", false),
            rule(
                    "multiple operations on one item",
                    "Put everything a transaction does to an item into one write.",
                    false),
            rule("list of item keys contains duplicates", "Name each key once in a batch.", false),
            rule("Too many items requested", "A batch takes 25 writes or 100 reads: send it in parts.", false),
            rule(
                    "transactItems.*less than or equal to 100|Member must have length less than or equal to 100",
                    "A transaction takes 100 items: send less at once.",
                    false),
            rule("Nesting Levels have exceeded", "Documents may be nested 32 deep.", false),
            rule(
                    "Expression size has exceeded",
                    "An expression may have 4 KB: change fewer attributes at once.",
                    false),
            rule(
                    "under 2048 bytes|[Ss]ize of hashkey|[Ss]ize of rangekey",
                    "A partition key may have 2,048 bytes, a sort key 1,024.",
                    false),
            rule("collection .*contains duplicates", "A set may hold each element once.", false),
            rule("set +may not be empty", "DynamoDB stores no empty sets: leave the attribute out.", false),
            rule(
                    "cannot be converted .*number|convert .* to a number",
                    "A number attribute was sent that is no number.",
                    false),
            rule(
                    "precision up to 38|Number overflow|Number underflow",
                    "A number may have 38 digits, from 1E-130 to 9.9E+125.",
                    false),
            rule("AttributeValue is empty", "An attribute was sent without a type; leave it out, or send NULL.", false),
            rule("BETWEEN operator requires", "The first bound must not be greater than the second one.", false),
            rule("Syntax error|expression can not be empty", "Correct the expression.", false));

    /** Some of DynamoDB's texts end their sentence, some do not. */
    private static final Pattern END = Pattern.compile("[.;\\s]+$");

    private ValidationAdvice() {}

    static DataAccessException invalid(Failure failure) {
        String shown = END.matcher(SafeText.of(failure.text())).replaceFirst("");
        return new InvalidDataAccessApiUsageException(
                failure.message(
                        "was refused as invalid: " + (shown.isEmpty() ? failure.code() : shown) + advice(failure)),
                failure.exception());
    }

    private static String advice(Failure failure) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.text().matcher(failure.text());
            if (matcher.find()) {
                return ". " + rule.advice(matcher) + (rule.ofTypes() ? sent(failure.call()) : "");
            }
        }
        return failure.code().startsWith("IdempotentParameterMismatch")
                ? ". Use a new token: this one was used for another transaction in the last 10 minutes."
                : ".";
    }

    /** Names what was sent where DynamoDB does not say which attribute it means. */
    private static String sent(@Nullable FailedCall call) {
        if (call == null || call.attributeTypes().isEmpty()) {
            return "";
        }
        return call.attributeTypes().entrySet().stream()
                .map(ValidationAdvice::attribute)
                .collect(Collectors.joining(", ", " Sent were: ", "."));
    }

    private static String attribute(Map.Entry<String, String> attribute) {
        return attribute.getKey() + " (" + attribute.getValue() + ")";
    }

    private static Rule rule(String text, String advice, boolean ofTypes) {
        return new Rule(Pattern.compile(text, Pattern.DOTALL), advice, ofTypes);
    }

    /**
     * What DynamoDB says and what to do.
     *
     * @param text what its text holds
     * @param advice what to do, with {@code ${name}} for the attribute
     * @param ofTypes whether it helps to know the attributes that were sent
     */
    private record Rule(Pattern text, String advice, boolean ofTypes) {

        String advice(Matcher matcher) {
            return advice.contains("${name}") ? advice.replace("${name}", matcher.group("name")) : advice;
        }
    }
}
