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
package io.armature.sample.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.armature.mapping.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondarySortKey;

/** An order with its lines, which are stored inside it. The index lists a customer's orders by their time. */
@Table("orders")
public record Order(
        @DynamoDbPartitionKey long orderId,

        @DynamoDbSecondaryPartitionKey(indexNames = Order.BY_CUSTOMER)
        long customerId,

        @DynamoDbSecondarySortKey(indexNames = Order.BY_CUSTOMER)
        Instant orderedAt,

        @Nullable String billingAddress,
        @Nullable String billingCity,
        @Nullable String billingState,
        @Nullable String billingCountry,
        @Nullable String billingPostalCode,
        BigDecimal total,
        List<Line> lines,
        @DynamoDbVersionAttribute @JsonIgnore @Nullable Long version) {

    static final String BY_CUSTOMER = "by-customer";

    /** So many copies of one track, at the price of the day. */
    public record Line(long trackId, String title, BigDecimal unitPrice, int quantity) {}
}
