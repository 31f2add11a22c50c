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

import static java.nio.charset.StandardCharsets.UTF_8;

import io.armature.mapping.AttributePath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.util.ObjectUtils;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One condition of a query method: an attribute and how it is compared.
 *
 * @param path the attribute
 * @param type the comparison
 */
record Condition(AttributePath path, Part.Type type) {

    /** Operands of one IN, DynamoDB's limit. */
    private static final int MAX_IN = 100;

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

    private static final Set<AttributeValueType> TEXT_OR_BINARY = Set.of(AttributeValueType.S, AttributeValueType.B);

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

    /** Tells whether the attribute's type can be compared like this. */
    boolean fitsAttribute() {
        return type != Part.Type.STARTING_WITH
                || TEXT_OR_BINARY.contains(path.converter().attributeValueType());
    }

    boolean takesList() {
        return type == Part.Type.IN || type == Part.Type.NOT_IN;
    }

    /** Whether each argument is one value of the attribute, so that the classes of both can be compared at start-up. */
    boolean takesAttributeValues() {
        return OPERATORS.containsKey(type) || type == Part.Type.BETWEEN || type == Part.Type.STARTING_WITH;
    }

    /** Writes the condition, taking as many arguments as it needs. */
    String write(Expressions expressions, Iterator<Object> arguments) {
        String name = expressions.path(path.names());
        String operator = OPERATORS.get(type);
        if (operator != null) {
            return name + " " + operator + " " + value(expressions, arguments);
        }
        return switch (type) {
            case BETWEEN -> name + " BETWEEN " + range(expressions, arguments);
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

    /** DynamoDB refuses bounds in the wrong order with a message that holds both values, so it must not see them. */
    private String range(Expressions expressions, Iterator<Object> arguments) {
        AttributeValue from = path.toAttributeValue(argument(arguments));
        AttributeValue to = path.toAttributeValue(argument(arguments));
        if (compare(from, to) > 0) {
            throw new IllegalArgumentException("The lower bound for '" + path.attribute() + "' is above the upper one");
        }
        return expressions.value(from) + " AND " + expressions.value(to);
    }

    private static int compare(AttributeValue from, AttributeValue to) {
        return switch (from.type()) {
            case N -> new BigDecimal(from.n()).compareTo(new BigDecimal(to.n()));
            case S -> Arrays.compareUnsigned(from.s().getBytes(UTF_8), to.s().getBytes(UTF_8));
            case B -> Arrays.compareUnsigned(from.b().asByteArray(), to.b().asByteArray());
            default -> 0;
        };
    }

    private String value(Expressions expressions, Iterator<Object> arguments) {
        return expressions.value(path.toAttributeValue(argument(arguments)));
    }

    private String list(Expressions expressions, Iterator<Object> arguments) {
        Object argument = argument(arguments);
        List<Object> values = new ArrayList<>();
        if (argument instanceof Iterable<?> iterable) {
            iterable.forEach(values::add);
        } else {
            Collections.addAll(values, ObjectUtils.toObjectArray(argument));
        }
        if (values.isEmpty() || values.size() > MAX_IN) {
            throw new IllegalArgumentException("The values for '" + path.attribute() + "' are " + values.size()
                    + "; DynamoDB needs 1 to " + MAX_IN + " of them");
        }
        return values.stream()
                .map(value -> expressions.value(path.toAttributeValue(required(value))))
                .collect(Collectors.joining(", "));
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
        return required(arguments.next());
    }

    private Object required(@Nullable Object argument) {
        if (argument == null) {
            throw new IllegalArgumentException("The argument for '" + path.attribute()
                    + "' is null; use IsNull or IsNotNull in the name of a method that asks for a missing value");
        }
        return argument;
    }
}
