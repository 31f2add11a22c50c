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
package io.armature.resilience.fallback;

import static io.armature.resilience.fallback.FallbackFixture.NOTES;
import static io.armature.resilience.fallback.FallbackFixture.ORDERS;
import static io.armature.resilience.fallback.FallbackFixture.get;
import static io.armature.resilience.fallback.FallbackFixture.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armature.client.ClientLayers;
import io.armature.client.TableDescription;
import io.armature.resilience.CircuitBreakerFactory;
import io.armature.resilience.CircuitBreakerLayer;
import io.armature.resilience.CircuitBreakerMode;
import io.armature.resilience.CircuitBreakerOpenException;
import io.armature.resilience.CircuitBreakerPolicy;
import io.armature.resilience.CircuitBreakerSettings;
import io.armature.resilience.CircuitBreakers;
import io.armature.resilience.fallback.FallbackStatistics.Event;
import io.armature.resilience.fallback.MemoryDynamoDb.Fault;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class FallbackReadTests {

    private final FallbackFixture fixture = new FallbackFixture();

    @Test
    void getItemWhenDynamoDbAnswersShouldNotBeMarked() {
        fixture.has(ORDERS, item("1", 1, "one"));

        GetItemResponse response = fixture.client.getItem(get(ORDERS, "1"));
        assertThat(FallbackMark.of(response)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "ERROR", "LOST_ANSWER"})
    void getItemWhenDynamoDbIsAwayShouldAnswerTheCopyWithItsAge(Fault fault) {
        fixture.has(ORDERS, item("1", 1, "one"));
        fixture.read(ORDERS, "1");
        fixture.time.pass(Duration.ofSeconds(40));
        fixture.fail(fault);

        GetItemResponse response = fixture.client.getItem(get(ORDERS, "1"));
        assertThat(response.item()).isEqualTo(item("1", 1, "one"));
        assertThat(FallbackMark.of(response))
                .contains(new FallbackMark(fixture.time.instant().minusSeconds(40), Duration.ofSeconds(40)));
        assertThat(response.sdkHttpResponse().firstMatchingHeader(FallbackMark.SOURCE_HEADER))
                .contains("fallback");
        assertThat(fixture.count(Event.ANSWER)).isOne();
    }

    @Test
    void getItemWhenThereIsNoCopyShouldFailAsItDid() {
        fixture.outage();

        assertThatExceptionOfType(InternalServerErrorException.class)
                .isThrownBy(() -> fixture.client.getItem(get(ORDERS, "1")));
        assertThat(fixture.count(Event.MISS)).isOne();
    }

    @Test
    void getItemWhenNothingWasFoundShouldNeverAnswerAbsence() {
        fixture.read(ORDERS, "1");
        assertThat(fixture.count(Event.FILL)).isOne();

        fixture.outage();
        assertThatExceptionOfType(InternalServerErrorException.class)
                .isThrownBy(() -> fixture.client.getItem(get(ORDERS, "1")));
    }

    @Test
    void getItemWhenItemHasGoneSinceShouldNotAnswerTheCopy() {
        fixture.has(ORDERS, item("1", 1, "one"));
        fixture.read(ORDERS, "1");
        fixture.dynamoDb.commit(ORDERS, "1", null);
        fixture.time.pass(Duration.ofSeconds(1));
        fixture.read(ORDERS, "1");

        assertThat(fixture.textInOutage(ORDERS, "1")).isNull();
    }

    @Test
    void getItemWhenTheCopyIsTooOldShouldFail() {
        fixture.has(ORDERS, item("1", 1, "one"));
        fixture.read(ORDERS, "1");
        fixture.time.pass(Duration.ofMillis(299_999));
        assertThat(fixture.textInOutage(ORDERS, "1")).isEqualTo("one");

        fixture.time.pass(Duration.ofMillis(1));
        assertThat(fixture.textInOutage(ORDERS, "1")).isNull();
    }

    @Test
    void getItemWhenTheStoreKeepsCopiesLongerShouldStillRefuseThoseThatAreTooOld() {
        FallbackFixture brief = new FallbackFixture(with(Duration.ofSeconds(2)));
        brief.has(ORDERS, item("1", 1, "one"));
        brief.read(ORDERS, "1");
        brief.time.pass(Duration.ofMillis(2_001));

        assertThat(brief.textInOutage(ORDERS, "1")).isNull();
        assertThat(brief.count(Event.COPY_STALE)).isOne();
    }

    /** What passes until DynamoDB has failed does not make a copy too old. */
    @Test
    void getItemWhenTheCopyBecameTooOldWhileItWaitedShouldAnswerIt() {
        FallbackFixture brief = new FallbackFixture(with(Duration.ofSeconds(2)));
        brief.has(ORDERS, item("1", 1, "one"));
        brief.read(ORDERS, "1");
        brief.time.pass(Duration.ofMillis(1_900));
        brief.dynamoDb.onTheWay = () -> brief.time.pass(Duration.ofMillis(250));

        assertThat(brief.textInOutage(ORDERS, "1")).isEqualTo("one");
    }

    private static FallbackSettings with(Duration maxStaleness) {
        FallbackSettings usual = FallbackSettings.defaults();
        return new FallbackSettings(
                maxStaleness,
                usual.readTimeout(),
                usual.storeTimeout(),
                usual.quietTime(),
                usual.maxFillAge(),
                usual.maxItemBytes(),
                usual.fillQueue());
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "THROTTLED"})
    void getItemWhenDynamoDbRefusesShouldNotMaskIt(Fault fault) {
        fixture.has(ORDERS, item("1", 1, "one"));
        fixture.read(ORDERS, "1");
        fixture.fail(fault);

        assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> fixture.client.getItem(get(ORDERS, "1")));
    }

    @Test
    void getItemWhenCircuitBreakerRefusesShouldAnswerTheCopy() {
        CircuitBreakers breakers = new CircuitBreakers(new CircuitBreakerFactory(
                CircuitBreakerRegistry.ofDefaults(),
                new CircuitBreakerPolicy(CircuitBreakerSettings.defaults(), Map.of()),
                UnaryOperator.identity(),
                List.of(),
                change -> {},
                Clock.systemUTC()));
        FallbackFixture behind = new FallbackFixture(FallbackSettings.defaults(), new CircuitBreakerLayer(breakers));
        behind.has(ORDERS, item("1", 1, "one"));
        behind.read(ORDERS, "1");
        breakers.setMode("orders@eu-central-1", CircuitBreakerMode.FORCED_OPEN);

        assertThat(FallbackMark.of(behind.client.getItem(get(ORDERS, "1")))).isPresent();
        assertThatExceptionOfType(CircuitBreakerOpenException.class)
                .isThrownBy(() -> behind.client.getItem(get(ORDERS, "2")));
    }

    @Test
    void getItemWhenNotPlainShouldNeitherFillNorBeAnswered() {
        fixture.has(ORDERS, item("1", 1, "one"));
        List<Consumer<GetItemRequest.Builder>> kinds = List.of(
                request -> request.consistentRead(true),
                request -> request.projectionExpression("id"),
                request -> request.attributesToGet("id"),
                request -> request.tableName("arn:aws:dynamodb:eu-central-1:123456789012:table/orders"),
                request -> request.tableName("apart"),
                request -> request.tableName("unmapped"),
                request -> request.overrideConfiguration(
                        config -> config.credentialsProvider(AnonymousCredentialsProvider.create())));
        for (Consumer<GetItemRequest.Builder> kind : kinds) {
            GetItemRequest request =
                    get(ORDERS, "1").toBuilder().applyMutation(kind).build();
            fixture.client.getItem(request);
            fixture.layer.drain();
            assertThat(fixture.count(Event.FILL)).as("fills by %s", request).isZero();
            assertThat(fixture.dynamoDb.last).isSameAs(request);
        }

        fixture.read(ORDERS, "1");
        fixture.outage();
        for (Consumer<GetItemRequest.Builder> kind : kinds) {
            GetItemRequest request =
                    get(ORDERS, "1").toBuilder().applyMutation(kind).build();
            assertThatThrownBy(() -> fixture.client.getItem(request)).isInstanceOf(InternalServerErrorException.class);
        }
        assertThat(fixture.count(Event.TABLE_UNKNOWN)).isOne();
    }

    @Test
    void getItemWhenItWantsNoFallbackShouldFillAndNotBeAnswered() {
        fixture.has(ORDERS, item("1", 1, "one"));
        GetItemRequest request = get(ORDERS, "1").toBuilder()
                .overrideConfiguration(config -> config.putExecutionAttribute(FallbackMark.NO_FALLBACK, true))
                .build();
        fixture.client.getItem(request);
        fixture.layer.drain();
        assertThat(fixture.dynamoDb.last).isSameAs(request);
        assertThat(fixture.textInOutage(ORDERS, "1")).isEqualTo("one");

        fixture.outage();
        assertThatThrownBy(() -> fixture.client.getItem(request)).isInstanceOf(InternalServerErrorException.class);
    }

    @Test
    void getItemShouldBeSentWithTheTimeOutOfReads() {
        fixture.client.getItem(get(ORDERS, "1"));

        assertThat(sent().apiCallTimeout()).contains(Duration.ofMillis(500));
        assertThat(fixture.dynamoDb.last.toBuilder()
                        .overrideConfiguration((AwsRequestOverrideConfiguration) null)
                        .build())
                .isEqualTo(get(ORDERS, "1"));
    }

    @Test
    void getItemWhenItHasAShorterTimeOutShouldKeepIt() {
        fixture.client.getItem(get(ORDERS, "1").toBuilder()
                .overrideConfiguration(config -> config.apiCallTimeout(Duration.ofMillis(80)))
                .build());

        assertThat(sent().apiCallTimeout()).contains(Duration.ofMillis(80));
    }

    @Test
    void getItemWhenItHasALongerTimeOutShouldShortenItAndKeepAllElse() {
        fixture.client.getItem(get(ORDERS, "1").toBuilder()
                .overrideConfiguration(config -> config.apiCallTimeout(Duration.ofSeconds(80))
                        .apiCallAttemptTimeout(Duration.ofSeconds(7))
                        .putHeader("x-own", "kept")
                        .putExecutionAttribute(FallbackMark.PARTIAL, true))
                .build());

        assertThat(sent().apiCallTimeout()).contains(Duration.ofMillis(500));
        assertThat(sent().apiCallAttemptTimeout()).contains(Duration.ofSeconds(7));
        assertThat(sent().headers()).containsKey("x-own");
        assertThat(sent().executionAttributes().getAttribute(FallbackMark.PARTIAL))
                .isTrue();
    }

    private AwsRequestOverrideConfiguration sent() {
        return fixture.dynamoDb.last.overrideConfiguration().orElseThrow();
    }

    @Test
    void getItemWhenTheStoreHasACopyOfAnotherKeyShouldFailAndCountIt() {
        fixture.has(ORDERS, item("1", 1, "one"));
        StoreKey other = ItemKeys.storeKey("eu-central-1", ORDERS, MemoryDynamoDb.key("2"));
        storeForKey(
                "1",
                KeylessItems.encode(
                        FallbackFixture.catalogue().find(ORDERS).orElseThrow(), other, item("2", 1, "two")));

        assertThat(fixture.textInOutage(ORDERS, "1")).isNull();
        assertThat(fixture.count(Event.COPY_FOREIGN)).isOne();
    }

    @Test
    void getItemWhenTheCopyIsBrokenShouldFailAndCountIt() {
        storeForKey("1", new byte[] {9, 9, 9, 9, 9, 9, 9, 9});

        assertThat(fixture.textInOutage(ORDERS, "1")).isNull();
        assertThat(fixture.count(Event.COPY_BROKEN)).isOne();
    }

    private void storeForKey(String id, byte[] bytes) {
        fixture.store.fill(
                ItemKeys.storeKey("eu-central-1", ORDERS, MemoryDynamoDb.key(id)),
                new StoredCopy(fixture.time.micros(), 1L, bytes));
    }

    @Test
    void copyShouldHaveTheKeyAsDynamoDbSpellsItAndNotStoreIt() {
        TableDescription table = new TableDescription("t", "t", "name", "number", null, Set.of());
        Map<String, AttributeValue> item = Map.of(
                "name", AttributeValue.fromS("somebody"),
                "number", AttributeValue.fromN("100"),
                "text", AttributeValue.fromS("x"));
        Map<String, AttributeValue> asked =
                Map.of("name", AttributeValue.fromS("somebody"), "number", AttributeValue.fromN("1.00E2"));
        StoreKey key = ItemKeys.storeKey("eu-central-1", "t", asked);
        byte[] stored = KeylessItems.encode(table, key, item);

        assertThat(KeylessItems.decode(key, asked, stored)).isEqualTo(item);
        assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                .contains("text")
                .doesNotContain("name", "somebody", "number", "100");
    }

    @Test
    void keyWhenNumbersAreSpelledOtherwiseShouldBeTheSame() {
        Map<String, AttributeValue> found = Map.of(
                "n", AttributeValue.fromN("100"), "s", AttributeValue.fromS("x"), "a", AttributeValue.fromS("A"));
        Map<String, AttributeValue> asked = Map.of("n", AttributeValue.fromN("1E2"), "s", AttributeValue.fromS("x"));
        assertThat(ItemKeys.hash(asked))
                .isEqualTo(ItemKeys.hash(Map.of("n", AttributeValue.fromN("100.0"), "s", AttributeValue.fromS("x"))))
                .isNotEqualTo(ItemKeys.hash(Map.of("n", AttributeValue.fromS("100"), "s", AttributeValue.fromS("x"))))
                .isNotEqualTo(ItemKeys.hash(Map.of("s", AttributeValue.fromN("100"), "n", AttributeValue.fromS("x"))))
                .matches("[0-9a-f]{32}");
        assertThat(ItemKeys.isOf(asked, found)).isTrue();
    }

    @Test
    void getItemWhenReadAgainShouldRefillOnlyWhatIsOldOrHasChanged() {
        fixture.has(ORDERS, item("1", 1, "one"));
        fixture.read(ORDERS, "1");
        fixture.time.pass(Duration.ofSeconds(70));
        fixture.read(ORDERS, "1");
        assertThat(fixture.count(Event.FILL)).isEqualTo(1);

        fixture.has(ORDERS, item("1", 2, "changed"));
        fixture.read(ORDERS, "1");
        assertThat(fixture.count(Event.FILL)).isEqualTo(2);

        fixture.time.pass(Duration.ofSeconds(76));
        fixture.read(ORDERS, "1");
        assertThat(fixture.count(Event.FILL)).isEqualTo(3);
    }

    @Test
    void getItemWhenItemIsTooLargeShouldLeaveAMarker() {
        fixture.has(NOTES, item("1", 1, "small"));
        fixture.read(NOTES, "1");
        fixture.has(NOTES, item("1", 1, "x".repeat(70_000)));
        fixture.time.pass(Duration.ofSeconds(1));
        fixture.read(NOTES, "1");

        assertThat(fixture.textInOutage(NOTES, "1")).isNull();
        assertThat(fixture.count(Event.FILL_TOO_LARGE)).isOne();
    }

    @Test
    void getItemWhenTooManyFillsWaitShouldDropAndCountThem() {
        for (int i = 0; i < 1_010; i++) {
            fixture.client.getItem(get(ORDERS, String.valueOf(i)));
        }

        assertThat(fixture.count(Event.FILL_DROPPED)).isEqualTo(10);
    }

    @Test
    void drainWhenTheStoreDoesNotAnswerShouldSendNoMoreThanItsBound() {
        fixture.store.open = false;
        for (int i = 0; i < 200; i++) {
            fixture.client.getItem(get(ORDERS, String.valueOf(i)));
        }
        fixture.layer.drain();
        // One more is the look whether there was a copy.
        assertThat(fixture.store.held.size()).isBetween(64, 65);

        fixture.store.release();
        fixture.layer.drain();
        assertThat(fixture.count(Event.FILL)).isEqualTo(64);
        assertThat(fixture.store.held.size()).isBetween(64, 65);
    }

    @Test
    void getItemWhenTheStoreDoesNotAnswerShouldCostNoMoreThanItsTimeOut() {
        fixture.has(ORDERS, item("1", 1, "one"));
        fixture.read(ORDERS, "1");
        fixture.store.open = false;
        long before = fixture.time.nanos();

        assertThat(fixture.textInOutage(ORDERS, "1")).isNull();
        assertThat(fixture.time.nanos() - before)
                .isEqualTo(Duration.ofMillis(20).toNanos());
        assertThat(fixture.count(Event.STORE_TIMEOUT)).isOne();
    }

    @Test
    void getItemWhenTheStoreKeepsHangingShouldLeaveItAloneUntilItAnswersTheBackground() {
        fixture.has(ORDERS, item("1", 1, "one"));
        fixture.read(ORDERS, "1");
        fixture.store.open = false;
        for (int i = 0; i < 20; i++) {
            fixture.textInOutage(ORDERS, "1");
        }
        assertThat(fixture.store.held.size()).isBetween(4, 6);

        fixture.store.held.clear();
        fixture.store.open = true;
        assertThat(fixture.textInOutage(ORDERS, "1")).isNull();
        fixture.time.pass(Duration.ofSeconds(1));
        fixture.layer.drain();
        assertThat(fixture.textInOutage(ORDERS, "1")).isEqualTo("one");
    }

    @Test
    void coverageShouldTellForWhatShareOfReadsACopyWasThere() {
        assertThat(fixture.statistics.coverage()).isNaN();
        fixture.has(ORDERS, item("1", 1, "one"));
        fixture.has(ORDERS, item("2", 1, "two"));
        fixture.read(ORDERS, "1");
        for (int i = 0; i < 99; i++) {
            fixture.read(ORDERS, "1");
        }
        assertThat(fixture.statistics.coverage()).isEqualTo(1);
        for (int i = 0; i < 99; i++) {
            fixture.read(ORDERS, "1");
        }
        fixture.read(ORDERS, "2");

        assertThat(fixture.statistics.coverage()).isEqualTo(0.5);
    }

    @Test
    void batchGetItemWhenEveryKeyHasACopyShouldAnswer() {
        fixture.has(ORDERS, item("1", 1, "one"));
        fixture.has(ORDERS, item("2", 1, "two"));
        fixture.has(NOTES, item("1", 1, "note"));
        BatchGetItemRequest request = batch(Map.of(ORDERS, List.of("1", "2"), NOTES, List.of("1")));
        BatchGetItemResponse usual = fixture.client.batchGetItem(request);
        fixture.layer.drain();
        fixture.time.pass(Duration.ofSeconds(3));
        fixture.outage();

        BatchGetItemResponse answer = fixture.client.batchGetItem(request);
        assertThat(answer.responses()).isEqualTo(usual.responses());
        assertThat(answer.unprocessedKeys()).isEmpty();
        assertThat(FallbackMark.of(answer)).get().extracting(FallbackMark::age).isEqualTo(Duration.ofSeconds(3));
        assertThat(fixture.textInOutage(ORDERS, "2")).isEqualTo("two");
    }

    @Test
    void batchGetItemWhenAKeyHasNoCopyShouldFailAsAWhole() {
        fixture.has(ORDERS, item("1", 1, "one"));
        fixture.read(ORDERS, "1");
        fixture.outage();

        assertThatThrownBy(() -> fixture.client.batchGetItem(batch(Map.of(ORDERS, List.of("1", "2")))))
                .isInstanceOf(InternalServerErrorException.class);
    }

    @Test
    void batchGetItemWhenAPartWillDoShouldLeaveTheRestUnprocessed() {
        fixture.has(ORDERS, item("1", 1, "one"));
        fixture.read(ORDERS, "1");
        fixture.outage();

        BatchGetItemResponse answer =
                fixture.client.batchGetItem(partial(batch(Map.of(ORDERS, List.of("1", "2"), "apart", List.of("1")))));
        assertThat(answer.responses()).isEqualTo(Map.of(ORDERS, List.of(item("1", 1, "one"))));
        assertThat(answer.unprocessedKeys())
                .isEqualTo(batch(Map.of(ORDERS, List.of("2"), "apart", List.of("1")))
                        .requestItems());
    }

    @Test
    void batchGetItemWhenAPartWillDoAndThereIsNoneShouldFail() {
        fixture.outage();

        assertThatThrownBy(() -> fixture.client.batchGetItem(partial(batch(Map.of(ORDERS, List.of("1"))))))
                .isInstanceOf(InternalServerErrorException.class);
    }

    @Test
    void batchGetItemWhenOnePartIsProjectedShouldNotStoreItAsWhole() {
        fixture.has(ORDERS, item("1", 1, "one"));
        fixture.has(NOTES, item("1", 1, "note"));
        fixture.client.batchGetItem(BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        ORDERS,
                                KeysAndAttributes.builder()
                                        .keys(List.of(MemoryDynamoDb.key("1")))
                                        .build(),
                        NOTES,
                                KeysAndAttributes.builder()
                                        .keys(List.of(MemoryDynamoDb.key("1")))
                                        .projectionExpression("id")
                                        .build()))
                .build());
        fixture.layer.drain();

        assertThat(fixture.textInOutage(ORDERS, "1")).isEqualTo("one");
        assertThat(fixture.textInOutage(NOTES, "1")).isNull();
    }

    private static BatchGetItemRequest batch(Map<String, List<String>> ids) {
        Map<String, KeysAndAttributes> items = new LinkedHashMap<>();
        ids.forEach((table, of) -> items.put(
                table,
                KeysAndAttributes.builder()
                        .keys(of.stream().map(MemoryDynamoDb::key).toList())
                        .build()));
        return BatchGetItemRequest.builder().requestItems(items).build();
    }

    private static BatchGetItemRequest partial(BatchGetItemRequest request) {
        return request.toBuilder()
                .overrideConfiguration(config -> config.putExecutionAttribute(FallbackMark.PARTIAL, true))
                .build();
    }

    @Test
    void layerWhenItHasItsOwnThreadShouldStoreWhatIsReadAndEndIt() {
        FallbackSettings settings = FallbackSettings.defaults();
        InProcessFallbackStore store = new InProcessFallbackStore(settings, 100, 1_000_000);
        FallbackLayer layer = new FallbackLayer(
                store, settings, table -> true, FallbackFixture.catalogue(), fixture.statistics, Clock.systemUTC());
        DynamoDbClient client = new ClientLayers(List.of(layer)).wrap(fixture.dynamoDb);
        fixture.has(ORDERS, item("1", 1, "one"));
        client.getItem(get(ORDERS, "1"));
        await().until(() -> fixture.count(Event.FILL) == 1);
        fixture.outage();
        assertThat(client.getItem(get(ORDERS, "1")).item()).isEqualTo(item("1", 1, "one"));

        layer.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals(FillWorker.THREAD)));
    }
}
