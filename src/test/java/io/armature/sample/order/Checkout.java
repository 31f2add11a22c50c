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

import io.armature.sample.customer.Customer;
import io.armature.sample.customer.CustomerRepository;
import io.armature.sample.track.Track;
import io.armature.sample.track.TrackRepository;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Makes an order of what a customer wants. */
@Component
final class Checkout {

    // DynamoDB counts nothing up. Numbers at random need no counter that all tills would have to write; these are above
    // those of the imported orders, and a JSON number holds them exactly.
    private static final long FIRST_NUMBER = 1_000_000;
    private static final long LAST_NUMBER = (1L << 53) - 1;

    private final OrderRepository orders;
    private final CustomerRepository customers;
    private final TrackRepository tracks;
    private final Clock clock;
    private final RandomGenerator random;

    Checkout(
            OrderRepository orders,
            CustomerRepository customers,
            TrackRepository tracks,
            Clock clock,
            RandomGenerator random) {
        this.orders = orders;
        this.customers = customers;
        this.tracks = tracks;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Saves the order. It has no version yet, and so is refused if there is one of its number already. Its time is in whole
     * seconds, as in the imported orders: with fractions in some of them only, their texts would not sort.
     *
     * @throws ResponseStatusException if the order cannot be fulfilled
     */
    Order place(NewOrder wanted) {
        check(!wanted.lines().isEmpty(), "An order has at least one line");
        Customer customer = customers
                .findById(wanted.customerId())
                .orElseThrow(() -> unfit("There is no customer " + wanted.customerId()));
        List<Order.Line> lines = price(wanted.lines());
        BigDecimal total = total(lines);
        check(
                wanted.total() == null || wanted.total().compareTo(total) == 0,
                "The total of the lines is " + total + ", not " + wanted.total());
        boolean billed = wanted.hasBillingAddress();
        return save(new Order(
                Objects.requireNonNullElseGet(wanted.orderId(), () -> random.nextLong(FIRST_NUMBER, LAST_NUMBER)),
                customer.customerId(),
                Objects.requireNonNullElseGet(wanted.orderedAt(), clock::instant)
                        .truncatedTo(ChronoUnit.SECONDS),
                billed ? wanted.billingAddress() : customer.address(),
                billed ? wanted.billingCity() : customer.city(),
                billed ? wanted.billingState() : customer.state(),
                billed ? wanted.billingCountry() : customer.country(),
                billed ? wanted.billingPostalCode() : customer.postalCode(),
                total,
                lines,
                null));
    }

    private Order save(Order order) {
        try {
            return orders.save(order);
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException ex) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "There is an order " + order.orderId() + " already", ex);
        }
    }

    private List<Order.Line> price(List<NewOrder.Line> wanted) {
        List<Long> ids = wanted.stream().map(NewOrder.Line::trackId).distinct().toList();
        Map<Long, Track> found =
                tracks.findAllById(ids).stream().collect(Collectors.toMap(Track::trackId, Function.identity()));
        return wanted.stream().map(line -> price(line, found)).toList();
    }

    private static Order.Line price(NewOrder.Line line, Map<Long, Track> found) {
        Track track = found.get(line.trackId());
        check(track != null, "There is no track " + line.trackId());
        check(line.quantity() >= 1, "The quantity of track " + line.trackId() + " must be at least 1");
        BigDecimal price = Objects.requireNonNullElse(line.unitPrice(), track.unitPrice());
        check(isPrice(price), "The price of track " + line.trackId() + " must be 0 to 9,999.9999");
        String title = Objects.requireNonNullElse(line.title(), track.title());
        return new Order.Line(track.trackId(), title, price, line.quantity());
    }

    private static boolean isPrice(BigDecimal price) {
        return price.signum() >= 0 && price.scale() <= 4 && price.precision() - price.scale() <= 4;
    }

    private static BigDecimal total(List<Order.Line> lines) {
        return lines.stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw unfit(message);
        }
    }

    private static ResponseStatusException unfit(String message) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, message);
    }
}
