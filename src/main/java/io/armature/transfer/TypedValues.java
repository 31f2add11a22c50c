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
package io.armature.transfer;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Turns texts into values of the types that columns have. */
final class TypedValues {

    private static final int DIGITS = 38;

    private TypedValues() {}

    /**
     * Returns a column's value.
     *
     * @throws InvalidRowException if the text is none of the column's type
     */
    static AttributeValue of(Column column, String text) {
        return switch (column.type()) {
            case STRING -> AttributeValue.fromS(text);
            case NUMBER -> AttributeValue.fromN(number(column, text));
            case BOOLEAN -> AttributeValue.fromBool(bool(column, text));
            case BINARY -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(binary(column, text)));
            case STRING_SET -> AttributeValue.fromSs(elements(text));
            case NUMBER_SET ->
                AttributeValue.fromNs(elements(text).stream()
                        .map(element -> number(column, element))
                        .toList());
        };
    }

    private static List<String> elements(String text) {
        return Arrays.stream(text.split(";")).map(String::strip).distinct().toList();
    }

    static String number(Column column, String text) {
        String stripped = text.strip();
        try {
            if (new BigDecimal(stripped).stripTrailingZeros().precision() > DIGITS) {
                throw wrong(column, "has more than " + DIGITS + " digits");
            }
            return stripped;
        } catch (NumberFormatException ex) {
            throw wrong(column, "is not a number");
        }
    }

    private static boolean bool(Column column, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(column, "is neither true nor false");
        };
    }

    private static byte[] binary(Column column, String text) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException ex) {
            throw wrong(column, "is not Base64");
        }
    }

    static InvalidRowException wrong(Column column, String what) {
        return new InvalidRowException("Column '" + column.header() + "' " + what + ".");
    }
}
