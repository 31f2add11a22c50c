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
package io.armature.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.resilience.fallback.FallbackSettings;
import io.armature.resilience.fallback.FallbackStore;
import io.armature.resilience.fallback.FallbackStoreContract;
import io.armature.resilience.fallback.Lookup;
import io.armature.resilience.fallback.StoreKey;
import io.armature.resilience.fallback.StoredCopy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisFallbackStoreTests extends FallbackStoreContract {

    private static final StoreKey KEY = new StoreKey("eu-central-1/orders", "0123456789abcdef");

    private static TimedRedis redis;

    @BeforeAll
    static void start() {
        redis = new TimedRedis();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void reset() {
        redis.reset(ahead());
    }

    /** How far Redis's clock is ahead of this machine's. */
    Duration ahead() {
        return Duration.ZERO;
    }

    @Override
    protected FallbackStore store() {
        return redis.store();
    }

    @Override
    protected void pass(Duration time) {
        redis.pass(time);
    }

    @Test
    void fillShouldNameNamespaceAndTableAndHashAndSpreadItemsOverACluster() {
        fill(1L, "one");

        assertThat(names()).contains("app:{eu-central-1/orders/0123456789abcdef}");
    }

    @Test
    void everythingStoredShouldHaveATimeToLive() {
        fill(1L, "one");
        await(store().mark(List.of(key(1), key(2)), 7));
        fill(key(3), copy(now(), null, null));
        await(store().newEpoch(KEY.table()));

        assertThat(names()).hasSize(5);
        long longest =
                FallbackSettings.defaults().maxStaleness().plusSeconds(15).toMillis();
        for (String name : names()) {
            assertThat(redis.commands().pttl(bytes(name))).as(name).isBetween(250_000L, longest);
        }
    }

    @Test
    void fillShouldExpireWhenTheReadIsTooOldAndNotLater() {
        long readAt = now();
        pass(Duration.ofSeconds(8));
        fill(KEY, copy(readAt, 1L, "one"));

        assertThat(redis.commands().pttl(name())).isBetween(285_000L, 292_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740993, 9007199254740992",
        "9223372036854775807, 9223372036854775806",
        "4294967296, 4294967295",
        "1, 0",
        "0, -1",
        "-1, -4294967297",
        "-9223372036854775807, -9223372036854775808"
    })
    void fillWhenVersionsDifferShouldKeepTheHigher(long higher, long lower) {
        long readAt = now();
        assertThat(fill(KEY, copy(readAt, lower, "lower"))).isTrue();
        assertThat(fill(KEY, copy(readAt, higher, "higher"))).isTrue();

        assertThat(fill(KEY, copy(readAt, lower, "lower"))).isFalse();
        assertThat(find(KEY).copy().version()).isEqualTo(higher);
    }

    @Test
    void fillWhenReadIsOfTheFutureShouldBeRefused() {
        long readAt = now();
        pass(Duration.ofMinutes(-1));

        assertThat(fill(KEY, copy(readAt, 1L, "one"))).isFalse();
    }

    @Test
    void findWhenCopyIsOfTheFutureShouldFindNothing() {
        fill(1L, "one");
        pass(Duration.ofMinutes(-1));

        assertThat(find(KEY)).isEqualTo(Lookup.NONE);
    }

    @Test
    void markWhenClockWasSetBackShouldKeepTheLaterFloor() {
        await(store().mark(List.of(KEY), 7));
        pass(Duration.ofMinutes(-1));
        await(store().mark(List.of(KEY), 8));
        pass(Duration.ofSeconds(50));
        assertThat(fill(1L, "one")).isFalse();

        pass(Duration.ofSeconds(16));
        assertThat(fill(1L, "one")).isTrue();
    }

    @Test
    void renewWhenMarkRanLateShouldBeRefused() {
        redis.link().clock().forget();
        await(store().mark(List.of(KEY), 7));
        pass(Duration.ZERO);
        assertThat(await(store().renew(KEY, copy(0, 1L, "unknown when sent"), 7)))
                .isFalse();

        setServerAhead(Duration.ofSeconds(1));
        await(store().mark(List.of(KEY), 8));
        assertThat(await(store().renew(KEY, copy(0, 1L, "late"), 8))).isFalse();
        assertThat(find(KEY)).isEqualTo(Lookup.NONE);
    }

    @Test
    void renewWhenItRanLateShouldBeRefused() {
        await(store().mark(List.of(KEY), 7));
        pass(Duration.ofSeconds(11));

        assertThat(await(store().renew(KEY, copy(0, 1L, "late"), 7))).isFalse();
    }

    @Test
    void renewWithoutItemShouldLeaveTheMarker() {
        await(store().mark(List.of(KEY), 7));

        assertThat(await(store().renew(KEY, copy(0, 1L, null), 7))).isFalse();
        assertThat(find(KEY)).isEqualTo(Lookup.NONE);
    }

    @Test
    void valuesOfAnotherFormatShouldNotBeFoundNorReplacedUnlessByAMark() {
        fill(1L, "one");
        byte[] value = redis.commands().get(name());
        value[0] = 2;
        redis.commands().set(name(), value);

        assertThat(find(KEY)).isEqualTo(Lookup.NONE);
        assertThat(fill(2L, "two")).isFalse();
        await(store().mark(List.of(KEY), 7));
        assertThat(await(store().renew(KEY, copy(0, 3L, "three"), 7))).isTrue();
    }

    @Test
    void valuesThatAreTooShortShouldNotBeFound() {
        redis.commands().set(name(), new byte[] {1, 'U'});

        assertThat(find(KEY)).isEqualTo(Lookup.NONE);
    }

    @Test
    void findWhenEpochIsOfAnotherFormatShouldFindNothing() {
        fill(1L, "one");
        redis.commands().set(bytes("app:{eu-central-1/orders}:epoch"), new byte[] {2});

        assertThat(find(KEY)).isEqualTo(Lookup.NONE);
    }

    @Test
    void scriptsWhenRedisForgotThemShouldBeSentAgain() {
        redis.commands().scriptFlush();
        assertThat(fill(1L, "one")).isTrue();
        redis.commands().scriptFlush();
        await(store().mark(List.of(KEY), 7));
        redis.commands().scriptFlush();
        assertThat(await(store().renew(KEY, copy(0, 1L, "two"), 7))).isTrue();
        redis.commands().scriptFlush();
        await(store().newEpoch(KEY.table()));
        assertThat(find(KEY)).isEqualTo(Lookup.NONE);
    }

    @Test
    void findShouldSendOneCommand() {
        fill(1L, "one");
        redis.commands().configResetstat();
        find(KEY);

        String statistics = redis.commands().info("commandstats");
        assertThat(statistics).contains("cmdstat_mget:calls=1,");
        assertThat(statistics).doesNotContain("cmdstat_get:").doesNotContain("cmdstat_eval");
    }

    @Test
    void itemsShouldComeBackByteForByte() {
        byte[] all = new byte[70_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(await(store().fill(KEY, new StoredCopy(now(), 1L, all)))).isTrue();

        assertThat(find(KEY).copy().item()).isEqualTo(all);
    }

    @Test
    void markWhenOtherInstancesMarkAHundredKeysShouldMarkThemAll() {
        List<StoreKey> keys = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            keys.add(key(i));
            fill(key(i), copy(now(), 1L, "one"));
        }
        await(store().mark(keys, 7));

        assertThat(await(store().find(keys))).hasSize(100).containsOnly(Lookup.NONE);
    }

    private void setServerAhead(Duration time) {
        redis.commands()
                .set(bytes("moved"), bytes(String.valueOf(time.plus(ahead()).toNanos() / 1_000)));
    }

    private static List<String> names() {
        return redis.commands().keys("app:*").stream()
                .map(name -> new String(name, StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] name() {
        return new RedisNames(TimedRedis.NAMESPACE).item(KEY);
    }

    private static StoreKey key(int number) {
        return new StoreKey(KEY.table(), "key" + number);
    }

    private long now() {
        return store().now().orElseThrow();
    }

    private boolean fill(long version, String text) {
        return fill(KEY, copy(now(), version, text));
    }

    private boolean fill(StoreKey key, StoredCopy copy) {
        return await(store().fill(key, copy));
    }

    private Lookup find(StoreKey key) {
        return await(store().find(List.of(key))).get(0);
    }

    private static StoredCopy copy(long readAt, @Nullable Long version, @Nullable String text) {
        return new StoredCopy(readAt, version, (text != null) ? bytes(text) : null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
