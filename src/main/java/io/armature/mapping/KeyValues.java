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

import java.math.BigDecimal;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Key values in the one form in which DynamoDB returns them, so that equal keys are equal maps. */
public final class KeyValues {

    private KeyValues() {}

    /**
     * Returns a key's value as DynamoDB returns it.
     *
     * @param value the value, however its number is spelt
     * @return numbers without needless zeros and exponents ({@code 1.0} and {@code 1E0} as {@code 1}), others as they are
     * @throws NumberFormatException if the value has a number that is none
     */
    public static AttributeValue canonical(AttributeValue value) {
        if (value.n() == null || isPlainInteger(value.n())) {
            return value;
        }
        String plain = new BigDecimal(value.n()).stripTrailingZeros().toPlainString();
        return plain.equals(value.n()) ? value : AttributeValue.fromN(plain);
    }

    /** Tells whether a number can't be spelt in any shorter way, as nearly all keys can't. */
    private static boolean isPlainInteger(String number) {
        int length = number.length();
        int start = length > 1 && number.charAt(0) == '-' ? 1 : 0;
        if (length == 0 || number.charAt(start) == '0') {
            return length == 1;
        }
        for (int i = start; i < length; i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
