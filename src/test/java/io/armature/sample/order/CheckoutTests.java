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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import io.armature.sample.customer.Customer;
import io.armature.sample.customer.CustomerRepository;
import io.armature.sample.track.Track;
import io.armature.sample.track.TrackRepository;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

class CheckoutTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:15:30.123456Z"), ZoneOffset.UTC);

    private final OrderRepository orders = mock();
    private final CustomerRepository customers = mock();
    private final TrackRepository tracks = mock();
    private final Checkout checkout = new Checkout(orders, customers, tracks, CLOCK, new Random(1));

    @BeforeEach
    void stock() {
        given(customers.findById(2L))
                .willReturn(Optional.of(new Customer(
                        2,
                        "Leonie",
                        "Köhler",
                        null,
                        "Theodor-Heuss-Straße 34",
                        "Stuttgart",
                        "BW",
                        "Germany",
                        "70174",
                        null,
                        null,
                        null,
                        7L)));
        given(tracks.findAllById(List.of(1L, 2L))).willReturn(List.of(track(2, "1.99"), track(1, "0.99")));
        given(tracks.findAllById(List.of(1L))).willReturn(List.of(track(1, "0.99")));
        given(tracks.findAllById(List.of(3L))).willReturn(List.of());
        given(orders.save(any())).willAnswer(call -> call.getArgument(0));
    }

    @Test
    void placeShouldTakeFromCustomerAndTracksWhatIsNotGiven() {
        Order order = checkout.place(NewOrder.of(
                5L, 2, List.of(line(1, null, null, 3), line(2, "Gift", "1.50", 1), line(1, null, null, 1))));
        assertThat(order)
                .isEqualTo(new Order(
                        5,
                        2,
                        Instant.parse("2026-11-22T10:15:30Z"),
                        "Theodor-Heuss-Straße 34",
                        "Stuttgart",
                        "BW",
                        "Germany",
                        "70174",
                        new BigDecimal("5.46"),
                        List.of(
                                new Order.Line(1, "Track 1", new BigDecimal("0.99"), 3),
                                new Order.Line(2, "Gift", new BigDecimal("1.50"), 1),
                                new Order.Line(1, "Track 1", new BigDecimal("0.99"), 1)),
                        null));
        then(orders).should().save(order);
    }

    @Test
    void placeWhenEverythingIsGivenShouldTakeIt() {
        Order order = checkout.place(new NewOrder(
                5L,
                2L,
                Instant.parse("2021-01-02T03:04:05.678Z"),
                "Elsewhere 1",
                "Oslo",
                null,
                "Norway",
                "0171",
                new BigDecimal("1.980"),
                List.of(line(1, null, null, 2))));
        assertThat(order)
                .isEqualTo(new Order(
                        5,
                        2,
                        Instant.parse("2021-01-02T03:04:05Z"),
                        "Elsewhere 1",
                        "Oslo",
                        null,
                        "Norway",
                        "0171",
                        new BigDecimal("1.98"),
                        List.of(new Order.Line(1, "Track 1", new BigDecimal("0.99"), 2)),
                        null));
    }

    @Test
    void placeWhenTotalIsNotThatOfTheLinesShouldRefuse() {
        assertUnfit(
                new NewOrder(
                        5L, 2L, null, null, null, null, null, null, BigDecimal.ONE, List.of(line(1, null, null, 2))),
                "The total of the lines is 1.98, not 1");
    }

    @Test
    void placeWhenNoNumberIsGivenShouldChooseOneThatJsonHoldsExactly() {
        NewOrder wanted = NewOrder.of(null, 2, List.of(line(1, null, null, 1)));
        long first = checkout.place(wanted).orderId();
        long second = checkout.place(wanted).orderId();
        assertThat(List.of(first, second)).doesNotHaveDuplicates().allMatch(id -> id >= 1_000_000 && id < 1L << 53);
    }

    @Test
    void placeWhenNumberIsTakenShouldBeConflict() {
        NewOrder wanted = NewOrder.of(5L, 2, List.of(line(1, null, null, 1)));
        given(orders.save(any()))
                .willThrow(new OptimisticLockingFailureException("5"))
                .willThrow(new DuplicateKeyException("5"));
        assertRefused(wanted, HttpStatus.CONFLICT, "There is an order 5 already");
        assertRefused(wanted, HttpStatus.CONFLICT, "There is an order 5 already");
    }

    @Test
    void placeWhenThereIsNothingToSellShouldRefuse() {
        assertUnfit(NewOrder.of(5L, 2, List.of()), "An order has at least one line");
        assertUnfit(NewOrder.of(5L, 3, List.of(line(1, null, null, 1))), "There is no customer 3");
        assertUnfit(NewOrder.of(5L, 2, List.of(line(3, null, null, 1))), "There is no track 3");
        assertUnfit(NewOrder.of(5L, 2, List.of(line(1, null, null, 0))), "The quantity of track 1 must be at least 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "10000", "0.00001", "1E+400000000", "1E-400000000"})
    void placeWhenPriceIsNoneShouldRefuse(String price) {
        assertUnfit(
                NewOrder.of(5L, 2, List.of(line(1, null, price, 1))), "The price of track 1 must be 0 to 9,999.9999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9999.9999", "1E+3"})
    void placeWhenPriceIsOneShouldTakeIt(String price) {
        Order order = checkout.place(NewOrder.of(5L, 2, List.of(line(1, null, price, 1))));
        assertThat(order.total()).isEqualByComparingTo(price);
    }

    private void assertUnfit(NewOrder wanted, String reason) {
        assertRefused(wanted, HttpStatus.UNPROCESSABLE_CONTENT, reason);
        then(orders).should(never()).save(any());
    }

    private void assertRefused(NewOrder wanted, HttpStatus status, String reason) {
        assertThatExceptionOfType(ResponseStatusException.class)
                .isThrownBy(() -> checkout.place(wanted))
                .satisfies(ex -> assertThat(ex.getStatusCode()).isEqualTo(status))
                .satisfies(ex -> assertThat(ex.getReason()).isEqualTo(reason));
    }

    private static Track track(long id, String price) {
        return new Track(id, "Track " + id, null, 1, 1, new BigDecimal(price));
    }

    private static NewOrder.Line line(long track, @Nullable String title, @Nullable String price, int quantity) {
        return new NewOrder.Line(track, title, price == null ? null : new BigDecimal(price), quantity);
    }
}
