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
import java.util.concurrent.CompletionStage;

/** A store that breaks its contract in every method. */
final class ThrowingStore implements FallbackStore {

    @Override
    public OptionalLong now() {
        throw new IllegalStateException("broken");
    }

    @Override
    public CompletionStage<Boolean> fill(StoreKey key, StoredCopy copy) {
        throw new IllegalStateException("broken");
    }

    @Override
    public CompletionStage<Void> mark(List<StoreKey> keys, long token) {
        throw new IllegalStateException("broken");
    }

    @Override
    public CompletionStage<Boolean> renew(StoreKey key, StoredCopy copy, long token) {
        throw new IllegalStateException("broken");
    }

    @Override
    public CompletionStage<List<Lookup>> find(List<StoreKey> keys) {
        throw new IllegalStateException("broken");
    }

    @Override
    public CompletionStage<Void> newEpoch(String table) {
        throw new IllegalStateException("broken");
    }

    @Override
    public void close() {}
}
