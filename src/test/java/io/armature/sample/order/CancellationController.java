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

import io.armature.repository.DynamoDbTransactions;
import io.armature.sample.customer.Credit;
import io.armature.sample.customer.CreditRepository;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Takes orders back. */
@RestController
final class CancellationController {

    private final OrderRepository orders;
    private final CreditRepository credits;
    private final DynamoDbTransactions transactions;

    CancellationController(OrderRepository orders, CreditRepository credits, DynamoDbTransactions transactions) {
        this.orders = orders;
        this.credits = credits;
        this.transactions = transactions;
    }

    /**
     * Cancels an order and credits the customer with its total: both or neither. Of two who cancel the same order at the same
     * time one is told that somebody else was faster.
     */
    @DeleteMapping("/orders/{id}")
    Credit cancel(@PathVariable long id) {
        Order order = orders.findById(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no order " + id));
        long customer = order.customerId();
        return transactions
                .execute(tx -> tx.delete(orders, order)
                        .updateOrCreate(
                                credits, customer, () -> Credit.none(customer), credit -> credit.plus(order.total())))
                .get(credits, customer);
    }
}
