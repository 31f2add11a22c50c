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

import io.armature.sample.customer.CustomerRepository;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** Shows, lists and takes orders. */
@RestController
final class OrderController {

    private static final int LARGEST_PAGE = 100;

    private final OrderRepository orders;
    private final CustomerRepository customers;
    private final Checkout checkout;
    private final JsonMapper json;

    OrderController(OrderRepository orders, CustomerRepository customers, Checkout checkout, JsonMapper json) {
        this.orders = orders;
        this.customers = customers;
        this.checkout = checkout;
        this.json = json;
    }

    @GetMapping("/orders/{id}")
    Order show(@PathVariable long id) {
        return orders.findById(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no order " + id));
    }

    @PostMapping("/orders")
    ResponseEntity<Order> place(@RequestBody NewOrder wanted) {
        Order order = checkout.place(wanted);
        return ResponseEntity.created(URI.create("/orders/" + order.orderId())).body(order);
    }

    @GetMapping("/customers/{id}/orders")
    OrderPage list(
            @PathVariable long id,
            @RequestParam(defaultValue = "20") int size,
            @RequestParam(required = false) @Nullable String after) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The size must be 1 to " + LARGEST_PAGE);
        }
        ScrollPosition start = after == null ? ScrollPosition.keyset() : position(id, after);
        if (!customers.existsById(id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no customer " + id);
        }
        Window<Order> window = orders.findByCustomerIdOrderByOrderedAt(id, start, Limit.of(size));
        return new OrderPage(window.getContent(), window.hasNext() ? next(window) : null);
    }

    private ScrollPosition position(long customerId, String after) {
        try {
            Cursor cursor = Cursor.decode(after, json);
            if (cursor.customerId() == customerId) {
                return cursor.position();
            }
        } catch (IllegalArgumentException ex) {
            // Whatever is wrong with it inside, to the caller it is one thing
        }
        throw new ResponseStatusException(
                HttpStatus.BAD_REQUEST, "The value of 'after' is not a 'next' of this customer's orders");
    }

    private String next(Window<Order> window) {
        return Cursor.of((KeysetScrollPosition) window.positionAt(window.size() - 1))
                .encode(json);
    }
}
