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

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;

/** Mistakes that a store or a layer could make, to see that the model finds them. */
enum Defect {
    NONE,
    /** The mark before a write is not made. */
    NO_MARK_BEFORE,
    /** The mark after a write is not made. */
    NO_MARK_AFTER,
    /** Reads fill as soon as the mark is made. */
    NO_QUIET_TIME,
    /** A fill goes by the time at which it arrives. */
    LATE_FILL_ACCEPTED,
    /** Statements take nothing away. */
    EPOCH_IGNORED,
    /** A copy is renewed whoever has marked. */
    TOKEN_IGNORED,
    /** An update is renewed by what was there before. */
    UPDATE_ANSWERS_OLD,
    /** Two tables share their copies. */
    TABLE_IGNORED,
    /** Copies are never too old. */
    AGE_IGNORED;

    FallbackStore plantedIn(FallbackStore store, LongPredicate afterWrite) {
        return this == NONE ? store : new Planted(this, store, afterWrite);
    }

    private record Planted(Defect defect, FallbackStore store, LongPredicate afterWrite) implements FallbackStore {

        private StoreKey key(StoreKey key) {
            return defect == TABLE_IGNORED ? new StoreKey("all", key.hash()) : key;
        }

        private List<StoreKey> keys(List<StoreKey> keys) {
            return keys.stream().map(this::key).toList();
        }

        @Override
        public OptionalLong now() {
            return store.now();
        }

        @Override
        public CompletionStage<Boolean> fill(StoreKey key, StoredCopy copy) {
            long readAt = defect == LATE_FILL_ACCEPTED ? store.now().getAsLong() : copy.readAtMicros();
            return store.fill(key(key), new StoredCopy(readAt, copy.version(), copy.item()));
        }

        @Override
        public CompletionStage<Void> mark(List<StoreKey> keys, long token) {
            boolean skipped = defect == NO_MARK_BEFORE && !afterWrite.test(token)
                    || defect == NO_MARK_AFTER && afterWrite.test(token);
            return skipped
                    ? CompletableFuture.completedFuture(null)
                    : store.mark(keys(keys), defect == TOKEN_IGNORED ? 1 : token);
        }

        @Override
        public CompletionStage<Boolean> renew(StoreKey key, StoredCopy copy, long token) {
            return store.renew(key(key), copy, defect == TOKEN_IGNORED ? 1 : token);
        }

        @Override
        public CompletionStage<List<Lookup>> find(List<StoreKey> keys) {
            return store.find(keys(keys))
                    .thenApply(found -> defect != AGE_IGNORED
                            ? found
                            : found.stream()
                                    .map(each -> new Lookup(each.copy(), 0))
                                    .toList());
        }

        @Override
        public CompletionStage<Void> newEpoch(String table) {
            return defect == EPOCH_IGNORED ? CompletableFuture.completedFuture(null) : store.newEpoch(table);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
