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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;

import io.armature.client.MisconfigurationException;
import io.armature.encryption.Encrypted;
import io.armature.encryption.LocalEncryption;
import io.armature.repository.RepositoryApplication.Calls;
import io.armature.repository.TransactionCancelledException.Reason;
import io.armature.repository.UpdateStatistics.Event;
import io.armature.support.DynamoDbEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbAtomicCounter;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What transactions of several items promise, run against each engine, with encryption and behind the guard. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransactionContract {

    private final AtomicInteger numbers = new AtomicInteger();
    private final Calls calls = new Calls();
    private final UpdateStatistics counts = new UpdateStatistics();
    private LocalEncryption stage;
    private DynamoDbTransactions transactions;
    private Accounts accounts;
    private Bookings bookings;
    private Carts carts;
    private Visits visits;

    @BeforeAll
    void create(DynamoDbEndpoint endpoint) {
        stage = LocalEncryption.guarded(endpoint, LocalEncryption.Setup.on(endpoint), calls);
        accounts = stage.repository(Accounts.class, UpdateSettings.defaults(), counts);
        bookings = stage.repository(Bookings.class, UpdateSettings.defaults(), counts);
        carts = stage.repository(Carts.class, UpdateSettings.defaults(), counts);
        visits = stage.repository(Visits.class, UpdateSettings.defaults(), counts);
        transactions = stage.transactions(UpdateSettings.defaults());
    }

    @BeforeEach
    void forget() {
        calls.clear();
    }

    private Account account(long balance) {
        Account saved = accounts.save(new Account("account-" + numbers.incrementAndGet(), balance, "Bo", null, null));
        calls.clear();
        return saved;
    }

    private Account now(Account account) {
        return accounts.findById(account.id()).orElseThrow();
    }

    @Test
    @Tag("F9a")
    void executeShouldWriteItemsOfSeveralTablesTogether() {
        Account from = account(100);
        Account to = account(0);
        Account looked = account(7);
        Cart cart = carts.save(new Cart("cart-" + from.id(), "secret"));
        BookingId id = new BookingId(from.id(), 1);
        calls.clear();
        TransactionResult result =
                transactions.execute(tx -> tx.save(bookings, new Booking(from.id(), 1, 40, "for Bo", null))
                        .update(accounts, from.id(), account -> account.plus(-40))
                        .update(accounts, to.id(), account -> account.plus(40).withOwner("Al"))
                        .delete(carts, cart)
                        .check(accounts, looked));
        assertThat(calls.names()).containsExactly("BatchGetItemRequest", "TransactWriteItemsRequest");
        assertThat(result.get(bookings, id)).isEqualTo(new Booking(from.id(), 1, 40, "for Bo", 1L));
        assertThat(result.getAll(accounts))
                .containsExactly(new Account(from.id(), 60, "Bo", null, 2L), new Account(to.id(), 40, "Al", null, 2L));
        assertThat(result.getAll(accounts)).containsExactly(now(from), now(to));
        assertThat(bookings.findById(id)).contains(result.get(bookings, id));
        assertThat(carts.existsById(cart.id())).isFalse();
        assertThat(now(looked)).isEqualTo(looked);
        assertThatIllegalArgumentException().isThrownBy(() -> result.get(accounts, looked.id()));
        Map<String, AttributeValue> stored = stage.stored(Account.class, Map.of("id", AttributeValue.fromS(to.id())));
        assertThat(stored.get("owner").b()).as("encrypted").isNotNull();
        assertThat(stored.get("_aw"))
                .as("one id for the whole transaction")
                .isNotNull()
                .isEqualTo(stage.stored(Account.class, Map.of("id", AttributeValue.fromS(from.id())))
                        .get("_aw"));
        assertThat(counts.of("Accounts", "transact", Event.SUCCESS)).isPositive();
    }

    @Test
    void executeWhenOneConditionFailsShouldWriteNothingAndSayWhichDidNotGo() {
        Account from = account(100);
        Account stale = account(1);
        accounts.update(stale.id(), account -> account.plus(1));
        calls.clear();
        assertThatExceptionOfType(TransactionCancelledException.class)
                .isThrownBy(() -> transactions.execute(tx -> tx.update(accounts, from.id(), account -> account.plus(-1))
                        .save(accounts, stale.plus(5))
                        .check(carts, "no-cart", exists())))
                .withMessageContainingAll(
                        "operation 1 (save of Account in table '",
                        "', key id) found the item not as its condition wants it (present attributes: _ak, _aw, balance, id,"
                                + " owner, version); 2 (check of Cart in table '")
                .withMessageNotContaining(stale.id())
                .satisfies(ex -> {
                    assertThat(ex.reasons()).extracting(Reason::position).containsExactly(1, 2);
                    Reason saved = ex.reasons().get(0);
                    assertThat(saved.operation()).isEqualTo("save");
                    assertThat(saved.entity()).isEqualTo(Account.class);
                    assertThat(saved.table()).isEqualTo(stage.tableName(Account.class));
                    assertThat(saved.keys()).containsExactly("id");
                    assertThat(saved.code()).isEqualTo("ConditionalCheckFailed");
                    assertThat(saved.item()).containsEntry("balance", AttributeValue.fromN("2"));
                    assertThat(ex.reasons().get(1).item()).isEmpty();
                    assertThat(ex.reasons().toString()).doesNotContain(stale.id());
                    assertThat(ex.attempts()).isEqualTo(1);
                });
        assertThat(now(from)).isEqualTo(from);
        assertThat(calls.of(TransactWriteItemsRequest.class)).hasSize(1);
    }

    @Test
    void executeWhenEntityIsStaleShouldRefuseItsDeletionAndItsCheck() {
        Account stale = account(1);
        Account gone = account(1);
        accounts.update(stale.id(), account -> account.plus(1));
        accounts.deleteById(gone.id());
        for (Account each : List.of(stale, gone)) {
            assertThatExceptionOfType(TransactionCancelledException.class)
                    .isThrownBy(() -> transactions.execute(tx -> tx.delete(accounts, each)));
            assertThatExceptionOfType(TransactionCancelledException.class)
                    .isThrownBy(() -> transactions.execute(tx -> tx.check(accounts, each)));
        }
        transactions.execute(tx -> tx.delete(accounts, now(stale)).deleteById(accounts, gone.id()));
        assertThat(accounts.existsById(stale.id())).isFalse();
    }

    @Test
    void executeWhenSomebodyElseCameFirstShouldApplyAgainWithAnotherToken() {
        Account from = account(100);
        Account to = account(0);
        AtomicInteger applied = new AtomicInteger();
        TransactionResult result = transactions.execute(tx -> tx.update(accounts, from.id(), account -> {
                    if (applied.incrementAndGet() == 1) {
                        accounts.update(from.id(), other -> other.withOwner("Cy"));
                    }
                    return account.plus(-10);
                })
                .update(accounts, to.id(), account -> account.plus(10)));
        assertThat(applied).hasValue(2);
        assertThat(result.getAll(accounts))
                .containsExactly(new Account(from.id(), 90, "Cy", null, 3L), new Account(to.id(), 10, "Bo", null, 2L))
                .containsExactly(now(from), now(to));
        assertThat(calls.of(TransactWriteItemsRequest.class))
                .extracting(TransactWriteItemsRequest::clientRequestToken)
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void executeWhenItemIsDeletedMeanwhileOrMissingShouldWriteNothing() {
        Account from = account(100);
        Account to = account(0);
        assertThatExceptionOfType(EmptyResultDataAccessException.class)
                .isThrownBy(() -> transactions.execute(tx -> tx.update(accounts, from.id(), account -> {
                            accounts.deleteById(from.id());
                            return account.plus(-10);
                        })
                        .update(accounts, to.id(), account -> account.plus(10))));
        assertThat(accounts.existsById(from.id())).as("no ghost").isFalse();
        assertThat(now(to)).isEqualTo(to);
        calls.clear();
        assertThatExceptionOfType(EmptyResultDataAccessException.class)
                .isThrownBy(() -> transactions.execute(tx -> tx.update(accounts, from.id(), account -> account)))
                .withMessageContaining("update of Account in table '");
        assertThat(calls.names()).containsExactly("BatchGetItemRequest");
    }

    @Test
    void executeWhenThereMayBeNoneShouldCreateOrUpdateIt() {
        String id = "account-" + numbers.incrementAndGet();
        Account other = account(0);
        for (int round = 1; round <= 2; round++) {
            TransactionResult result = transactions.execute(tx -> tx.updateOrCreate(
                            accounts, id, () -> new Account(id, 0, "Bo", null, 77L), account -> account.plus(5))
                    .update(accounts, other.id(), account -> account.plus(-5)));
            assertThat(result.get(accounts, id))
                    .isEqualTo(new Account(id, 5L * round, "Bo", null, (long) round))
                    .isEqualTo(accounts.findById(id).orElseThrow());
        }
        String raced = "account-" + numbers.incrementAndGet();
        AtomicInteger applied = new AtomicInteger();
        transactions.execute(tx ->
                tx.updateOrCreate(accounts, raced, () -> new Account(raced, 0, null, null, null), account -> {
                    if (applied.incrementAndGet() == 1) {
                        accounts.save(new Account(raced, 100, "Al", null, null));
                    }
                    return account.plus(1);
                }));
        assertThat(accounts.findById(raced)).contains(new Account(raced, 101, "Al", null, 2L));
        applied.set(0);
        transactions.execute(tx ->
                tx.updateOrCreate(accounts, raced, () -> new Account(raced, 0, null, null, null), account -> {
                    if (applied.incrementAndGet() == 1) {
                        accounts.deleteById(raced);
                    }
                    return account.plus(1);
                }));
        assertThat(accounts.findById(raced)).contains(new Account(raced, 1, null, null, 1L));
    }

    @Test
    void executeWhenUpdateChangesNothingShouldCheckThatItStaysSo() {
        Account rule = account(1);
        Account written = account(0);
        AtomicInteger applied = new AtomicInteger();
        TransactionResult result = transactions.execute(tx -> tx.update(accounts, rule.id(), account -> {
                    if (applied.incrementAndGet() == 1) {
                        accounts.update(rule.id(), other -> other.plus(1));
                    }
                    return account;
                })
                .update(accounts, written.id(), account -> account.plus(1)));
        assertThat(applied).hasValue(2);
        assertThat(result.getAll(accounts)).containsExactly(now(rule), now(written));
        assertThat(now(rule)).isEqualTo(new Account(rule.id(), 2, "Bo", null, 2L));
        TransactWriteItemsRequest last =
                calls.of(TransactWriteItemsRequest.class).get(1);
        assertThat(last.transactItems().get(0).conditionCheck()).isNotNull();
    }

    @Test
    void executeShouldKeepAttributesThatTheEntityDoesNotKnow() {
        Account account = account(1);
        stage.plainClient()
                .updateItem(request -> request.tableName(stage.tableName(Account.class))
                        .key(Map.of("id", AttributeValue.fromS(account.id())))
                        .updateExpression("SET nickname = :nick")
                        .expressionAttributeValues(Map.of(":nick", AttributeValue.fromS("Bobo"))));
        transactions.execute(tx -> tx.update(accounts, account.id(), read -> read.plus(1)));
        assertThat(stage.stored(Account.class, Map.of("id", AttributeValue.fromS(account.id()))))
                .containsEntry("nickname", AttributeValue.fromS("Bobo"));
    }

    @Test
    void executeShouldReturnWhatDynamoDbCounted() {
        String id = "visit-" + numbers.incrementAndGet();
        Visit first = transactions
                .execute(tx -> tx.save(visits, new Visit(id, "a", null, null)))
                .get(visits, id);
        assertThat(first)
                .isEqualTo(new Visit(id, "a", 0L, 1L))
                .isEqualTo(visits.findById(id).orElseThrow());
        Visit second = transactions
                .execute(tx -> tx.update(visits, id, visit -> new Visit(id, null, 55L, visit.version())))
                .get(visits, id);
        assertThat(second)
                .isEqualTo(new Visit(id, null, 1L, 2L))
                .isEqualTo(visits.findById(id).orElseThrow());
        assertThat(transactions.execute(tx -> tx.save(visits, second)).getAll(visits))
                .containsExactly(new Visit(id, null, 2L, 3L));
    }

    @Test
    void executeWhenTokenWasUsedShouldRefuseTheSecond() {
        Account account = account(0);
        String token = UUID.randomUUID().toString();
        for (int delivery = 1; delivery <= 2; delivery++) {
            int number = delivery;
            Runnable received = () ->
                    transactions.execute(token, tx -> tx.update(accounts, account.id(), read -> read.plus(number)));
            if (number == 1) {
                received.run();
            } else {
                assertThatExceptionOfType(TransactionTokenUsedException.class)
                        .isThrownBy(received::run)
                        .withMessageContaining("had the same token within the last 10 minutes");
            }
        }
        assertThat(now(account).balance()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> transactions.execute("x".repeat(37), tx -> {}));
        assertThatIllegalArgumentException().isThrownBy(() -> transactions.execute("", tx -> {}));
    }

    @Test
    void executeWhenReceiptOfAMessageIsThereShouldRefuseTheMessageForGood() {
        Account account = account(0);
        Account receipt = new Account("receipt-" + account.id(), 0, null, null, null);
        Runnable received = () -> transactions.execute(
                tx -> tx.save(accounts, receipt).update(accounts, account.id(), read -> read.plus(1)));
        received.run();
        assertThatExceptionOfType(TransactionCancelledException.class)
                .isThrownBy(received::run)
                .satisfies(ex ->
                        assertThat(ex.reasons()).extracting(Reason::position).containsExactly(0));
        assertThat(now(account).balance()).isEqualTo(1);
    }

    @Test
    void executeWhenOthersCameFirstShouldKeepTheCallersToken() {
        Account account = account(0);
        AtomicInteger applied = new AtomicInteger();
        transactions.execute(
                UUID.randomUUID().toString(),
                tx -> tx.update(accounts, account.id(), read -> {
                    if (applied.incrementAndGet() == 1) {
                        accounts.update(account.id(), other -> other.plus(10));
                    }
                    return read.plus(1);
                }));
        assertThat(now(account).balance()).isEqualTo(11);
        assertThat(calls.of(TransactWriteItemsRequest.class))
                .extracting(TransactWriteItemsRequest::clientRequestToken)
                .hasSize(2)
                .containsOnly(calls.of(TransactWriteItemsRequest.class).get(0).clientRequestToken());
    }

    @Test
    void executeWhenItDoesNotFitShouldSendNothing() {
        Account account = account(0);
        assertThatIllegalArgumentException().isThrownBy(() -> transactions.execute(tx -> {}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transactions.execute(tx -> IntStream.rangeClosed(0, 100)
                        .forEach(number -> tx.save(carts, new Cart("many-" + number, null)))))
                .withMessageContaining("at most 100 operations");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transactions.execute(tx -> tx.save(carts, new Cart("one", null))
                        .update(accounts, account.id(), read -> read.plus(1))
                        .delete(accounts, account)))
                .withMessageContainingAll(
                        "Operations 1 (update of Account in table '", "', key id) and 2 (delete of Account in table '")
                .withMessageNotContaining(account.id());
        String text = "x".repeat(390_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transactions.execute(tx -> IntStream.range(0, 11)
                        .forEach(number -> tx.save(accounts, new Account("large-" + number, 0, null, text, null)))))
                .withMessageContaining("DynamoDB takes at most 4194304");
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> transactions.execute(tx -> tx.update(carts, "a", cart -> cart)))
                .satisfies(ex -> assertThat(ex.action()).contains("@DynamoDbVersionAttribute @Nullable Long version"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transactions.execute(tx -> tx.deleteById(mock(Accounts.class), "a")));
        assertThat(calls.names()).isEmpty();
    }

    @Test
    void executeWhenItTakesAHundredShouldWriteThemAll() {
        String prefix = "hundred-" + numbers.incrementAndGet() + "-";
        transactions.execute(tx ->
                IntStream.range(0, 100).forEach(number -> tx.save(carts, new Cart(prefix + number, "secret"))));
        assertThat(carts.findById(prefix + 99)).contains(new Cart(prefix + 99, "secret"));
        assertThat(carts.findById(prefix + 0)).isPresent();
    }

    @Test
    void executeWhenConditionComparesAnEncryptedAttributeShouldBeRefused() {
        Account account = account(0);
        Expression owned = Expression.builder()
                .expression("#owner = :owner")
                .expressionNames(Map.of("#owner", "owner"))
                .expressionValues(Map.of(":owner", AttributeValue.fromS("Bo")))
                .build();
        assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
                .isThrownBy(() -> transactions.execute(
                        tx -> tx.check(accounts, account.id(), owned).save(carts, new Cart("refused", null))))
                .withMessageContaining("owner");
        assertThat(carts.existsById("refused")).isFalse();
        transactions.execute(tx -> tx.check(
                        accounts,
                        account.id(),
                        Expression.builder()
                                .expression("attribute_exists(#owner)")
                                .expressionNames(Map.of("#owner", "owner"))
                                .build())
                .save(carts, new Cart("let-through-" + account.id(), null)));
        assertThat(carts.existsById("let-through-" + account.id())).isTrue();
    }

    @Test
    void executeWhenAnItemIsInvalidShouldNameItsOperation() {
        Account account = account(0);
        assertThatExceptionOfType(ItemTooLargeException.class)
                .isThrownBy(() -> transactions.execute(tx -> tx.update(accounts, account.id(), read -> read.plus(1))
                        .save(accounts, new Account("huge", 0, null, "x".repeat(420_000), null))))
                .withMessageContaining("400 KB");
        assertThat(now(account)).isEqualTo(account);
    }

    private static Expression exists() {
        return Expression.builder()
                .expression("attribute_exists(#id)")
                .expressionNames(Map.of("#id", "id"))
                .build();
    }

    record Account(
            @DynamoDbPartitionKey String id,
            long balance,
            @Encrypted @Nullable String owner,
            @Nullable String note,
            @DynamoDbVersionAttribute @Nullable Long version) {

        Account plus(long amount) {
            return new Account(id, balance + amount, owner, note, version);
        }

        Account withOwner(String other) {
            return new Account(id, balance, other, note, version);
        }
    }

    record BookingId(String account, int number) {}

    record Booking(
            @DynamoDbPartitionKey String account,
            @DynamoDbSortKey int number,
            long amount,
            @Encrypted String text,
            @DynamoDbVersionAttribute @Nullable Long version) {}

    record Cart(
            @DynamoDbPartitionKey String id,
            @Encrypted @Nullable String text) {}

    record Visit(
            @DynamoDbPartitionKey String id,
            @Nullable String place,

            @DynamoDbAtomicCounter @Nullable Long count,

            @DynamoDbVersionAttribute @Nullable Long version) {}

    interface Accounts extends DynamoDbRepository<Account, String> {

        @Override
        @ConsistentRead
        Optional<Account> findById(String id);
    }

    interface Bookings extends DynamoDbRepository<Booking, BookingId> {}

    interface Carts extends DynamoDbRepository<Cart, String> {}

    interface Visits extends DynamoDbRepository<Visit, String> {}
}
