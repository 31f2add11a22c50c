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

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** A way to a store on which commands wait until they are let through, in any order, or are lost. For one thread at a time. */
final class HeldStore implements FallbackStore {

    final List<Command<?>> held = new ArrayList<>();

    private final FallbackStore target;

    /** Told of each command as it is sent. */
    Consumer<Command<?>> sent = command -> {};

    /** Whether commands go through at once. */
    boolean open;

    HeldStore(FallbackStore target) {
        this.target = target;
    }

    void release() {
        while (!held.isEmpty()) {
            held.remove(0).run();
        }
    }

    private <T> CompletionStage<T> hold(String name, Function<FallbackStore, CompletionStage<T>> action) {
        Command<T> command = new Command<>(name, target, action, new CompletableFuture<>());
        sent.accept(command);
        if (open) {
            command.run();
        } else {
            held.add(command);
        }
        return command.result;
    }

    private static String name(StoreKey key) {
        return key.table() + '/' + key.hash().substring(0, 4);
    }

    @Override
    public OptionalLong now() {
        return target.now();
    }

    @Override
    public CompletionStage<Boolean> fill(StoreKey key, StoredCopy copy) {
        return hold("fill " + name(key) + " read at " + copy.readAtMicros(), store -> store.fill(key, copy));
    }

    @Override
    public CompletionStage<Void> mark(List<StoreKey> keys, long token) {
        return hold(
                "mark " + keys.stream().map(HeldStore::name).toList() + " by " + token,
                store -> store.mark(keys, token));
    }

    @Override
    public CompletionStage<Boolean> renew(StoreKey key, StoredCopy copy, long token) {
        return hold("renew " + name(key) + " by " + token, store -> store.renew(key, copy, token));
    }

    @Override
    public CompletionStage<List<Lookup>> find(List<StoreKey> keys) {
        return hold("find " + keys.stream().map(HeldStore::name).toList(), store -> store.find(keys));
    }

    @Override
    public CompletionStage<Void> newEpoch(String table) {
        return hold("new epoch " + table, store -> store.newEpoch(table));
    }

    @Override
    public void close() {
        target.close();
    }

    /** A command on its way. */
    record Command<T>(
            String name,
            FallbackStore target,
            Function<FallbackStore, CompletionStage<T>> action,
            CompletableFuture<T> result) {

        void run() {
            action.apply(target).whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        }

        @Override
        public String toString() {
            return name;
        }

        /** Is done by the store, and nobody learns of it. */
        void runUnheard() {
            action.apply(target);
            lose();
        }

        void lose() {
            result.completeExceptionally(new IllegalStateException("lost"));
        }
    }
}
