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

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link FallbackStore} promises. A test of an implementation extends this class; it gives a store with the default
 * settings, whose time it can let pass.
 */
public abstract class FallbackStoreContract {

    private static final long SECOND = 1_000_000;

    /** The clock of a store that others share goes on by itself while a test runs. */
    private static final long SOME_TIME = SECOND / 2;

    private final String table = "eu-central-1/orders-" + UUID.randomUUID();

    private final StoreKey key = new StoreKey(table, "00112233445566778899aabbccddeeff");

    private final StoreKey other = new StoreKey(table, "ffeeddccbbaa99887766554433221100");

    /**
     * Returns the store under test.
     *
     * @return the same one during a test, with the default settings
     */
    protected abstract FallbackStore store();

    /**
     * Lets the store's time pass.
     *
     * @param time how much
     */
    protected abstract void pass(Duration time);

    @Test
    void findWhenNothingIsStoredShouldFindNothing() {
        assertThat(find(key)).isEqualTo(Lookup.NONE);
    }

    @Test
    void findWhenFilledShouldReturnTheCopyAndItsAge() {
        long readAt = now();
        assertThat(fill(readAt, 3L, "one")).isTrue();
        pass(Duration.ofSeconds(7));

        Lookup found = find(key);
        assertThat(text(found)).isEqualTo("one");
        assertThat(found.copy().version()).isEqualTo(3);
        assertThat(found.copy().readAtMicros()).isEqualTo(readAt);
        assertThat(found.ageMicros()).isBetween(7 * SECOND, 7 * SECOND + SOME_TIME);
    }

    @Test
    void findWhenFilledWithoutVersionShouldReturnNoVersion() {
        assertThat(fill(now(), null, "one")).isTrue();

        assertThat(find(key).copy().version()).isNull();
    }

    @Test
    void findWhenAskedForManyShouldAnswerInTheirOrder() {
        fill(now(), null, "one");

        List<Lookup> found = await(store().find(List.of(other, key, other)));
        assertThat(found).hasSize(3);
        assertThat(found.get(0)).isEqualTo(Lookup.NONE);
        assertThat(text(found.get(1))).isEqualTo("one");
        assertThat(found.get(2)).isEqualTo(Lookup.NONE);
    }

    @Test
    void findWhenOnlyTheTableDiffersShouldFindNothing() {
        fill(now(), null, "one");

        assertThat(find(new StoreKey(table + "2", key.hash()))).isEqualTo(Lookup.NONE);
    }

    @Test
    void findWhenTheTimeToLiveIsOverShouldFindNothing() {
        fill(now(), null, "one");
        pass(FallbackSettings.defaults().maxStaleness().plusSeconds(1));

        assertThat(find(key)).isEqualTo(Lookup.NONE);
    }

    @Test
    void findWhenTheTimeToLiveIsNotOverShouldFindTheCopy() {
        fill(now(), null, "one");
        pass(FallbackSettings.defaults().maxStaleness().minusSeconds(2));

        assertThat(text(find(key))).isEqualTo("one");
    }

    @Test
    void nowShouldNotRunAheadOfTheStore() {
        long before = now();
        pass(Duration.ofSeconds(3));
        assertThat(now()).isBetween(before + 3 * SECOND - SOME_TIME, before + 3 * SECOND + SOME_TIME);
    }

    @Test
    void fillWhenReadIsTooOldShouldBeRefused() {
        long readAt = now();
        pass(Duration.ofSeconds(10).plusMillis(100));

        assertThat(fill(readAt, null, "late")).isFalse();
        assertThat(find(key)).isEqualTo(Lookup.NONE);
    }

    @Test
    void fillWhenReadIsAlmostTooOldShouldBeStored() {
        long readAt = now();
        pass(Duration.ofSeconds(9));

        assertThat(fill(readAt, null, "late")).isTrue();
    }

    @Test
    void fillWhenLaterReadIsThereShouldBeRefusedWhateverItsVersion() {
        long readAt = now();
        assertThat(fill(readAt, 1L, "later")).isTrue();

        assertThat(fill(readAt - 1, 9L, "earlier")).isFalse();
        assertThat(fill(readAt - 1, null, "earlier")).isFalse();
        assertThat(fill(readAt - 1, 1L, "earlier")).isFalse();
        assertThat(text(find(key))).isEqualTo("later");
    }

    @Test
    void fillWhenHigherVersionIsThereShouldBeRefused() {
        long readAt = now();
        assertThat(fill(readAt, 10L, "new")).isTrue();
        pass(Duration.ofSeconds(1));

        assertThat(fill(readAt + SECOND, 9L, "old")).isFalse();
        assertThat(text(find(key))).isEqualTo("new");
    }

    @Test
    void fillWhenEqualVersionIsThereShouldRefreshIt() {
        long readAt = now();
        fill(readAt, 10L, "one");
        pass(Duration.ofSeconds(1));

        assertThat(fill(readAt + SECOND, 10L, "again")).isTrue();
        assertThat(text(find(key))).isEqualTo("again");
        assertThat(find(key).copy().readAtMicros()).isEqualTo(readAt + SECOND);
    }

    @Test
    void fillWhenOneOfTheTwoHasNoVersionShouldGoByTime() {
        long readAt = now();
        fill(readAt, 10L, "one");

        assertThat(fill(readAt + 1, null, "two")).isTrue();
        assertThat(fill(readAt + 2, 3L, "three")).isTrue();
        assertThat(text(find(key))).isEqualTo("three");
    }

    @Test
    void fillWithoutItemShouldRemoveTheCopyAndRefuseEarlierReads() {
        long readAt = now();
        fill(readAt, 1L, "one");

        assertThat(fill(readAt + 2, null, null)).isTrue();
        assertThat(find(key)).isEqualTo(Lookup.NONE);
        assertThat(fill(readAt + 1, 2L, "earlier")).isFalse();
        assertThat(find(key)).isEqualTo(Lookup.NONE);
    }

    @Test
    void fillWithoutItemShouldHaveNoQuietTime() {
        long readAt = now();
        fill(readAt, null, null);

        assertThat(fill(readAt + 1, 1L, "later")).isTrue();
        assertThat(text(find(key))).isEqualTo("later");
    }

    @Test
    void fillWithoutItemWhenMarkedShouldNotShortenTheQuietTime() {
        mark(7);
        pass(Duration.ofSeconds(1));
        fill(now(), null, null);
        pass(Duration.ofSeconds(1));

        assertThat(fill(now(), 9L, "too soon")).isFalse();
        assertThat(find(key)).isEqualTo(Lookup.NONE);
    }

    @Test
    void fillWithoutItemWhenEarlierThanTheCopyShouldNotLowerTheFloor() {
        long readAt = now();
        fill(readAt, 1L, "one");
        fill(readAt - 2, null, null);

        assertThat(fill(readAt - 1, 2L, "earlier")).isFalse();
        Lookup found = find(key);
        assertThat(found.copy() == null || text(found).equals("one")).isTrue();
    }

    @Test
    void markShouldRemoveCopiesOfAllItsKeys() {
        fill(now(), 1L, "one");
        await(store().fill(other, copy(now(), 1L, "other")));
        await(store().mark(List.of(key, other), 7));

        assertThat(find(key)).isEqualTo(Lookup.NONE);
        assertThat(find(other)).isEqualTo(Lookup.NONE);
    }

    @Test
    void markShouldTakeKeysOfSeveralTables() {
        StoreKey elsewhere = new StoreKey(table + "2", key.hash());
        fill(now(), 1L, "one");
        await(store().fill(elsewhere, copy(now(), 1L, "other")));
        await(store().mark(List.of(key, elsewhere), 7));

        assertThat(find(key)).isEqualTo(Lookup.NONE);
        assertThat(find(elsewhere)).isEqualTo(Lookup.NONE);
    }

    @Test
    void fillWhenReadBeganBeforeTheMarkShouldBeRefused() {
        long readAt = now();
        mark(7);

        assertThat(fill(readAt, 9L, "old")).isFalse();
        assertThat(find(key)).isEqualTo(Lookup.NONE);
    }

    @Test
    void fillWhenReadBeganInTheQuietTimeShouldBeRefused() {
        mark(7);
        pass(Duration.ofMillis(4_400));
        long readAt = now();
        pass(Duration.ofSeconds(2));

        assertThat(fill(readAt, 9L, "perhaps old")).isFalse();
        assertThat(find(key)).isEqualTo(Lookup.NONE);
    }

    @Test
    void fillWhenQuietTimeIsOverShouldBeStored() {
        mark(7);
        pass(Duration.ofMillis(5_100));

        assertThat(fill(now(), 1L, "new")).isTrue();
        assertThat(text(find(key))).isEqualTo("new");
    }

    @Test
    void markWhenMarkedBeforeShouldBeginAnotherQuietTime() {
        mark(7);
        pass(Duration.ofSeconds(4));
        mark(8);
        pass(Duration.ofSeconds(4));

        assertThat(fill(now(), 1L, "too soon")).isFalse();
    }

    @Test
    void fillWhenLateShouldStayRefusedAfterAnotherOneWasStored() {
        mark(7);
        pass(Duration.ofSeconds(4));
        long early = now();
        pass(Duration.ofMillis(1_500));
        assertThat(fill(now(), 1L, "new life")).isTrue();

        assertThat(fill(early, 9L, "old life")).isFalse();
        assertThat(text(find(key))).isEqualTo("new life");
    }

    @Test
    void renewWhenMarkerIsItsOwnShouldStoreTheCopyWithTheTimeOfTheMark() {
        mark(7);
        pass(Duration.ofSeconds(2));

        assertThat(renew(4L, "written", 7)).isTrue();
        Lookup found = find(key);
        assertThat(text(found)).isEqualTo("written");
        assertThat(found.copy().version()).isEqualTo(4);
        assertThat(found.ageMicros()).isBetween(2 * SECOND, 2 * SECOND + SOME_TIME);
        assertThat(now() - found.copy().readAtMicros()).isBetween(2 * SECOND - SOME_TIME, 2 * SECOND + SOME_TIME);
    }

    @Test
    void renewWhenSomebodyElseMarkedSinceShouldBeRefused() {
        mark(7);
        mark(8);

        assertThat(renew(4L, "written", 7)).isFalse();
        assertThat(find(key)).isEqualTo(Lookup.NONE);
        assertThat(renew(5L, "written later", 8)).isTrue();
    }

    @Test
    void renewWhenNothingIsMarkedShouldBeRefused() {
        assertThat(renew(4L, "written", 7)).isFalse();
        assertThat(renew(4L, "written", 0)).isFalse();
        assertThat(find(key)).isEqualTo(Lookup.NONE);
    }

    @Test
    void renewWhenRenewedBeforeShouldBeRefused() {
        mark(7);
        assertThat(renew(4L, "written", 7)).isTrue();

        assertThat(renew(3L, "again", 7)).isFalse();
        assertThat(text(find(key))).isEqualTo("written");
    }

    @Test
    void renewWhenSomethingWasReadSinceShouldBeRefused() {
        mark(7);
        pass(Duration.ofMillis(5_100));
        fill(now(), null, null);

        assertThat(renew(4L, "written", 7)).isFalse();
        assertThat(find(key)).isEqualTo(Lookup.NONE);
    }

    @Test
    void fillWhenRenewedShouldStayRefusedForTheQuietTimeWhateverItsVersion() {
        mark(7);
        pass(Duration.ofSeconds(4));
        renew(1L, "new life", 7);
        pass(Duration.ofSeconds(4));

        assertThat(fill(now(), 9L, "old life")).isFalse();
        assertThat(text(find(key))).isEqualTo("new life");
    }

    @Test
    void fillWithoutItemWhenRenewedShouldNotEndTheQuietTime() {
        mark(7);
        renew(1L, "new life", 7);
        fill(now(), null, null);
        pass(Duration.ofSeconds(1));

        assertThat(fill(now(), 9L, "old life")).isFalse();
    }

    @Test
    void fillWhenRenewedAndTheQuietTimeIsOverShouldGoByVersion() {
        mark(7);
        renew(4L, "written", 7);
        pass(Duration.ofMillis(5_100));

        assertThat(fill(now(), 3L, "older")).isFalse();
        assertThat(fill(now(), 5L, "newer")).isTrue();
        assertThat(text(find(key))).isEqualTo("newer");
    }

    @Test
    void markWhenRenewedShouldRemoveTheCopy() {
        mark(7);
        renew(4L, "written", 7);
        mark(8);

        assertThat(find(key)).isEqualTo(Lookup.NONE);
    }

    @Test
    void newEpochShouldHideAllCopiesOfTheTableAndNoOther() {
        StoreKey elsewhere = new StoreKey(table + "2", key.hash());
        fill(now(), 1L, "one");
        await(store().fill(elsewhere, copy(now(), 1L, "other")));
        await(store().newEpoch(table));

        assertThat(find(key)).isEqualTo(Lookup.NONE);
        assertThat(text(find(elsewhere))).isEqualTo("other");
    }

    @Test
    void newEpochShouldHideWhatIsStoredLaterAndWasReadBeforeOrInTheQuietTime() {
        long readAt = now();
        await(store().newEpoch(table));
        fill(readAt, 1L, "before");
        assertThat(find(key)).isEqualTo(Lookup.NONE);

        pass(Duration.ofSeconds(4));
        fill(now(), 2L, "in the quiet time");
        pass(Duration.ofSeconds(2));
        assertThat(find(key)).isEqualTo(Lookup.NONE);

        fill(now(), 3L, "after");
        assertThat(text(find(key))).isEqualTo("after");
    }

    @Test
    void newEpochShouldHideWhatIsRenewedByAnEarlierMark() {
        mark(7);
        await(store().newEpoch(table));
        renew(4L, "written", 7);

        assertThat(find(key)).isEqualTo(Lookup.NONE);
    }

    @Test
    void markShouldHoldAsLongAsReadsMayBeLate() {
        mark(7);
        pass(Duration.ofMillis(4_400));
        long readAt = now();
        pass(Duration.ofSeconds(9));

        assertThat(fill(readAt, 9L, "old")).isFalse();
    }

    private long now() {
        return store().now().orElseThrow();
    }

    private boolean fill(long readAt, @Nullable Long version, @Nullable String text) {
        return await(store().fill(key, copy(readAt, version, text)));
    }

    private void mark(long token) {
        await(store().mark(List.of(key), token));
    }

    private boolean renew(@Nullable Long version, String text, long token) {
        return await(store().renew(key, copy(0, version, text), token));
    }

    private Lookup find(StoreKey asked) {
        return await(store().find(List.of(asked))).get(0);
    }

    private static StoredCopy copy(long readAt, @Nullable Long version, @Nullable String text) {
        return new StoredCopy(readAt, version, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Lookup found) {
        assertThat(found.copy()).as("the copy").isNotNull();
        return new String(found.copy().item(), StandardCharsets.UTF_8);
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
