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
package io.armature.sample.customer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.armature.mapping.Table;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/**
 * What the store owes a customer.
 *
 * @param customerId number of the customer
 * @param amount the amount
 * @param version counts the changes
 */
@Table("credits")
public record Credit(
        @DynamoDbPartitionKey long customerId,
        BigDecimal amount,
        @DynamoDbVersionAttribute @JsonIgnore @Nullable Long version) {

    /** Returns the credit of somebody who has none yet. */
    public static Credit none(long customerId) {
        return new Credit(customerId, BigDecimal.ZERO, null);
    }

    /** Returns the credit with an amount more. */
    public Credit plus(BigDecimal more) {
        return new Credit(customerId, amount.add(more), version);
    }
}
