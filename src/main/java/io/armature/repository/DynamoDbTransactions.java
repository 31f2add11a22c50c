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
package io.armature.repository;

import io.armature.batch.BatchPauses;
import io.armature.batch.InlineBatches;
import io.armature.mapping.ItemExtensions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Writes items of several tables together, all or none, in one transaction of DynamoDB.
 *
 * <pre>{@code
 * TransactionResult result = transactions.execute(tx -> tx
 *         .save(orders, order)
 *         .update(customers, order.customerId(), customer -> customer.withSpent(order.total()))
 *         .delete(carts, cart)
 *         .check(articles, article));
 * Order placed = result.get(orders, order.orderId());
 * }</pre>
 *
 * <p>What is written passes the same extensions as what repositories write: versions are checked, attributes encrypted.
 * Items that are updated are read first; changes are applied again, and the whole transaction is sent again, if others
 * wrote those items meanwhile. Conflicts with other transactions, throttling and lost answers are repeated after a random pause.
 * There are at most {@code armature.update.max-attempts} attempts in all (5 by default), none of which begins after
 * {@code armature.update.timeout} (5 seconds by default). DynamoDB carries out what is sent again only once.
 *
 * <p>Transactions of DynamoDB are not those of Spring: {@code @Transactional} has nothing to do with them. They cost twice the
 * units of single writes. Safe for use by concurrent threads.
 */
public final class DynamoDbTransactions {

    private static final int LONGEST_TOKEN = 36;

    private final ItemExtensions extensions;
    private final ItemReads reads;
    private final UpdateSettings settings;
    private final UpdateEnvironment environment;

    /**
     * Creates the transactions.
     *
     * @param extensions extensions that items pass
     * @param client client that every call goes through
     * @param settings how often and how long a transaction is tried
     */
    public DynamoDbTransactions(ItemExtensions extensions, DynamoDbClient client, UpdateSettings settings) {
        this(extensions, client, settings, UpdateEnvironment.real());
    }

    DynamoDbTransactions(
            ItemExtensions extensions, DynamoDbClient client, UpdateSettings settings, UpdateEnvironment environment) {
        this.extensions = extensions;
        this.reads = new ItemReads(
                client, new ExceptionTranslation(), new InlineBatches(client, extensions, BatchPauses.real()));
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * Carries out operations together.
     *
     * @param operations tells the operations, 1 to 100 of them, for different items; it is called once
     * @return what was written
     * @throws TransactionCancelledException if others wrote the items since they were read, or were at work on them at each
     *     attempt, or a checked condition does not hold; nothing was written, and the exception tells each operation that did
     *     not go
     * @throws org.springframework.dao.EmptyResultDataAccessException if there is no item to update; nothing was written
     * @throws ThroughputExceededException if the tables are throttled at each attempt; nothing was written
     * @throws TableUnavailableException if DynamoDB does not answer; it tells whether the transaction may have taken place
     * @throws IllegalArgumentException if there is no operation, if there are more than 100, two for the same item, or more than
     *     4 MB; nothing was sent
     */
    public TransactionResult execute(Consumer<DynamoDbTransaction> operations) {
        return run(null, operations);
    }

    /**
     * Carries out operations together, once for a token: DynamoDB keeps tokens for 10 minutes and refuses another transaction
     * with the same one.
     *
     * @param token what stands for this piece of work, such as the id of a message; 1 to 36 characters
     * @param operations tells the operations, as in {@link #execute(Consumer)}
     * @return what was written
     * @throws TransactionTokenUsedException if a transaction with this token was carried out within the last 10 minutes, or is
     *     being carried out; nothing was written
     */
    public TransactionResult execute(String token, Consumer<DynamoDbTransaction> operations) {
        Assert.isTrue(
                token != null && !token.isEmpty() && token.length() <= LONGEST_TOKEN,
                () -> "The token of a transaction has 1 to " + LONGEST_TOKEN
                        + " characters. Take a hash of a longer one.");
        return run(token, operations);
    }

    private TransactionResult run(@Nullable String token, Consumer<DynamoDbTransaction> operations) {
        Assert.notNull(operations, "Operations must not be null");
        DynamoDbTransaction transaction = new DynamoDbTransaction();
        operations.accept(transaction);
        Assert.notEmpty(transaction.steps(), "A transaction has at least one operation");
        return new TransactionRun(transaction.steps(), token, extensions, reads, settings, environment).go();
    }
}
