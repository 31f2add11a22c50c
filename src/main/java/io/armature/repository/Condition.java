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

import io.armature.mapping.AttributePath;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.data.repository.query.parser.Part;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One condition of a query method: an attribute and how it is compared.
 *
 * @param path the attribute
 * @param type the comparison
 */
record Condition(AttributePath path, Part.Type type) {

    private static final Map<Part.Type, String> OPERATORS = Map.of(
            Part.Type.SIMPLE_PROPERTY, "=",
            Part.Type.NEGATING_SIMPLE_PROPERTY, "<>",
            Part.Type.LESS_THAN, "<",
            Part.Type.BEFORE, "<",
            Part.Type.LESS_THAN_EQUAL, "<=",
            Part.Type.GREATER_THAN, ">",
            Part.Type.AFTER, ">",
            Part.Type.GREATER_THAN_EQUAL, ">=");

    private static final Set<Part.Type> ON_SORT_KEYS = Set.of(
            Part.Type.SIMPLE_PROPERTY,
            Part.Type.LESS_THAN,
            Part.Type.BEFORE,
            Part.Type.LESS_THAN_EQUAL,
            Part.Type.GREATER_THAN,
            Part.Type.AFTER,
            Part.Type.GREATER_THAN_EQUAL,
            Part.Type.BETWEEN,
            Part.Type.STARTING_WITH);

    private static final Set<Part.Type> FILTERS = Set.of(
            Part.Type.IN,
            Part.Type.NOT_IN,
            Part.Type.CONTAINING,
            Part.Type.NOT_CONTAINING,
            Part.Type.IS_NULL,
            Part.Type.IS_NOT_NULL,
            Part.Type.TRUE,
            Part.Type.FALSE);

    static boolean supports(Part.Type type) {
        return OPERATORS.containsKey(type) || ON_SORT_KEYS.contains(type) || FILTERS.contains(type);
    }

    /** Returns how a comparison is written in the name of a method. */
    static String keyword(Part.Type type) {
        return type.getKeywords().stream().reduce((first, last) -> last).orElse(type.name());
    }

    boolean equality() {
        return type == Part.Type.SIMPLE_PROPERTY;
    }

    /** Tells whether the comparison may stand in a key condition on a sort key. */
    boolean servesSortKey() {
        return ON_SORT_KEYS.contains(type);
    }

    boolean on(String attribute) {
        return path.topLevel() && path.attribute().equals(attribute);
    }

    /** Whether each argument is one value of the attribute, so that the classes of both can be compared at start-up. */
    boolean takesAttributeValues() {
        return OPERATORS.containsKey(type)
                || type == Part.Type.BETWEEN
                || (type == Part.Type.STARTING_WITH && !Collection.class.isAssignableFrom(path.type()));
    }

    /** Writes the condition, taking as many arguments as it needs. */
    String write(Expressions expressions, Iterator<Object> arguments) {
        String name = expressions.path(path.names());
        String operator = OPERATORS.get(type);
        if (operator != null) {
            return name + " " + operator + " " + value(expressions, arguments);
        }
        return switch (type) {
            case BETWEEN ->
                name + " BETWEEN " + value(expressions, arguments) + " AND " + value(expressions, arguments);
            case STARTING_WITH -> "begins_with(" + name + ", " + value(expressions, arguments) + ")";
            case CONTAINING -> "contains(" + name + ", " + element(expressions, arguments) + ")";
            case NOT_CONTAINING -> "NOT contains(" + name + ", " + element(expressions, arguments) + ")";
            case IN -> name + " IN (" + list(expressions, arguments) + ")";
            case NOT_IN -> "NOT " + name + " IN (" + list(expressions, arguments) + ")";
            case TRUE -> name + " = " + expressions.value(AttributeValue.fromBool(true));
            case FALSE -> name + " = " + expressions.value(AttributeValue.fromBool(false));
            case IS_NULL -> "(attribute_not_exists(" + name + ") OR " + isNull(expressions, name) + ")";
            case IS_NOT_NULL -> "(attribute_exists(" + name + ") AND NOT " + isNull(expressions, name) + ")";
            default -> throw new IllegalStateException("Unsupported comparison " + type);
        };
    }

    private static String isNull(Expressions expressions, String name) {
        return "attribute_type(" + name + ", " + expressions.value(AttributeValue.fromS("NULL")) + ")";
    }

    private String value(Expressions expressions, Iterator<Object> arguments) {
        return expressions.value(path.toAttributeValue(argument(arguments)));
    }

    private String list(Expressions expressions, Iterator<Object> arguments) {
        Object argument = argument(arguments);
        Iterable<?> values = argument instanceof Iterable<?> iterable ? iterable : Arrays.asList((Object[]) argument);
        String list = StreamSupport.stream(values.spliterator(), false)
                .map(value -> expressions.value(path.toAttributeValue(value)))
                .collect(Collectors.joining(", "));
        if (list.isEmpty()) {
            throw new IllegalArgumentException(
                    "The values for '" + path.attribute() + "' are empty; DynamoDB needs 1 to 100 of them");
        }
        return list;
    }

    /** A set or list contains elements, which have another type than the attribute itself; text contains text. */
    private String element(Expressions expressions, Iterator<Object> arguments) {
        if (!Collection.class.isAssignableFrom(path.type())) {
            return value(expressions, arguments);
        }
        Object element = argument(arguments);
        return expressions.value(convert(element, element.getClass()));
    }

    private static <E> AttributeValue convert(Object element, Class<E> type) {
        AttributeConverter<E> converter =
                AttributeConverterProvider.defaultProvider().converterFor(EnhancedType.of(type));
        return converter.transformFrom(type.cast(element));
    }

    private Object argument(Iterator<Object> arguments) {
        Object argument = arguments.next();
        if (argument == null) {
            throw new IllegalArgumentException("The argument for '" + path.attribute()
                    + "' is null; use IsNull or IsNotNull in the name of a method that asks for a missing value");
        }
        return argument;
    }
}
