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

import java.math.BigDecimal;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Compares values of key attributes as DynamoDB does. */
public final class PrimaryKeys {

    private PrimaryKeys() {}

    /**
     * Returns a value of a key attribute in the one form that all equal values share: DynamoDB writes numbers anew, so
     * that {@code 1.0} comes back as {@code 1}.
     *
     * @param value the value, which need not be one that keys can have
     * @return the value itself, or a number in its canonical form, which is for comparing only
     */
    public static AttributeValue canonical(AttributeValue value) {
        if (value.type() != AttributeValue.Type.N) {
            return value;
        }
        Decimal decimal = Decimal.parse(value.n());
        return decimal == null ? value : AttributeValue.fromN(decimal.canonical());
    }

    /**
     * Returns a value of a key attribute as it comes back from DynamoDB, for those who compute something from it: what
     * they find on writing must be what they find on reading.
     */
    static AttributeValue asStored(AttributeValue value) {
        Decimal decimal = value.type() == AttributeValue.Type.N ? Decimal.parse(value.n()) : null;
        return decimal == null ? value : AttributeValue.fromN(new BigDecimal(decimal.canonical()).toPlainString());
    }

    /**
     * Tells whether two values of a key attribute are the same to DynamoDB.
     *
     * @param one a value
     * @param other another value
     * @return {@code true} if they are
     */
    public static boolean same(AttributeValue one, AttributeValue other) {
        return one.equals(other) || canonical(one).equals(canonical(other));
    }
}
