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
package io.armature.mapping;

import java.util.List;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Way to an attribute of an item: the attribute's name, preceded by those of the documents around it. Safe for use by
 * concurrent threads.
 *
 * @param names names from the outermost to the attribute itself, at least one
 * @param type class of the property's values, never a primitive one
 * @param converter converter between the property's values and the attribute's
 */
public record AttributePath(List<String> names, Class<?> type, AttributeConverter<?> converter) {

    private static final ConversionService CONVERSION = DefaultConversionService.getSharedInstance();

    /**
     * Copies the names.
     *
     * @param names names from the outermost to the attribute itself, at least one
     * @param type class of the property's values
     * @param converter converter between the property's values and the attribute's
     */
    public AttributePath {
        names = List.copyOf(names);
        type = ClassUtils.resolvePrimitiveIfNecessary(type);
    }

    /**
     * Tells whether the attribute stands at the top of the item.
     *
     * @return {@code true} unless it is inside a document
     */
    public boolean topLevel() {
        return names.size() == 1;
    }

    /**
     * Returns the name of the outermost attribute.
     *
     * @return the first name
     */
    public String attribute() {
        return names.get(0);
    }

    /**
     * Tells whether values of a class can be converted to the attribute's.
     *
     * @param source class of the values
     * @return {@code true} if {@link #toAttributeValue} takes them
     */
    public boolean accepts(Class<?> source) {
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(source);
        return type.isAssignableFrom(boxed) || CONVERSION.canConvert(boxed, type);
    }

    /**
     * Converts a value of the property, or one that Spring's default conversion makes one of.
     *
     * @param value the value
     * @return the attribute value
     * @throws IllegalArgumentException if the value cannot be converted, or only by dropping its fraction
     */
    @SuppressWarnings("unchecked")
    public AttributeValue toAttributeValue(Object value) {
        Object converted = type.isInstance(value) ? value : convert(value);
        return ((AttributeConverter<Object>) converter).transformFrom(converted);
    }

    private Object convert(Object value) {
        try {
            Object converted = CONVERSION.convert(value, type);
            if (converted != null && !losesFraction(value, converted)) {
                return converted;
            }
        } catch (ConversionException ex) {
            // Its text holds the value, so it must not become the cause of what is thrown below.
        }
        throw new IllegalArgumentException("A value of type " + value.getClass().getSimpleName() + " for '"
                + String.join(".", names) + "' cannot be converted to " + type.getSimpleName());
    }

    private static boolean losesFraction(Object value, Object converted) {
        return value instanceof Number given
                && converted instanceof Number taken
                && !(taken instanceof Float)
                && given.doubleValue() != taken.doubleValue();
    }

    /**
     * Converts an attribute value to a value of the property.
     *
     * @param value the attribute value
     * @return the property's value
     */
    public Object toValue(AttributeValue value) {
        return converter.transformTo(value);
    }
}
