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

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a customer wants. What is not given the store adds: the number, the time, the customer's address, titles, prices and
 * the total. So an order that the store has shown can be sent again, under another number.
 */
record NewOrder(
        @Nullable Long orderId,
        @JsonProperty(required = true) long customerId,
        @Nullable Instant orderedAt,
        @Nullable String billingAddress,
        @Nullable String billingCity,
        @Nullable String billingState,
        @Nullable String billingCountry,
        @Nullable String billingPostalCode,
        @Nullable BigDecimal total,

        @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL, contentNulls = Nulls.FAIL)
        List<Line> lines) {

    static NewOrder of(@Nullable Long orderId, long customerId, List<Line> lines) {
        return new NewOrder(orderId, customerId, null, null, null, null, null, null, null, lines);
    }

    boolean hasBillingAddress() {
        return Stream.of(billingAddress, billingCity, billingState, billingCountry, billingPostalCode)
                .anyMatch(Objects::nonNull);
    }

    /** So many copies of a track, under the title and at the price given or else those of the track. */
    record Line(
            @JsonProperty(required = true) long trackId,
            @Nullable String title,
            @Nullable BigDecimal unitPrice,
            @JsonProperty(required = true) int quantity) {}
}
