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

import io.armature.redis.RedisScripts.Name;
import io.armature.resilience.fallback.FallbackSettings;
import io.armature.resilience.fallback.FallbackStore;
import io.armature.resilience.fallback.Lookup;
import io.armature.resilience.fallback.StoreKey;
import io.armature.resilience.fallback.StoredCopy;
import io.lettuce.core.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps copies in Redis, where all instances of an application share them.
 *
 * <p>The connection is opened in the background, when it breaks too; until then every call fails at once. A call ends within the
 * command time-out. A command that had no answer in time may run later nevertheless: the scripts decide by Redis's own time
 * whether it still may.
 *
 * <p>Redis 5 or later, by the commands {@code TIME}, {@code GETRANGE}, {@code MGET}, {@code SET}, {@code EVALSHA}, {@code EVAL}
 * and {@code SCRIPT LOAD}. The clocks of the servers of one Redis have to agree, as NTP makes them. A Redis that evicts keys for
 * want of memory, or loses the last writes when it fails over, may forget markers: what they refused may then be stored. Safe for
 * use by concurrent threads.
 */
public final class RedisFallbackStore implements FallbackStore {

    private final RedisLink link;

    private final RedisNames names;

    private final StoreLimits limits;

    private final RedisScripts scripts;

    RedisFallbackStore(RedisLink link, RedisNames names, StoreLimits limits, RedisScripts scripts) {
        this.link = link;
        this.names = names;
        this.limits = limits;
        this.scripts = scripts;
    }

    /**
     * Creates a store, and begins to connect in the background.
     *
     * @param redis how to connect
     * @param settings how long copies live
     * @param namespace what all names in Redis begin with, so that several applications can share a Redis without sharing copies
     * @return the store
     */
    public static RedisFallbackStore open(RedisSettings redis, FallbackSettings settings, String namespace) {
        RedisScripts scripts = new RedisScripts("");
        RedisLink link = new RedisLink(redis, scripts::load, () -> 0);
        StoreLimits limits = StoreLimits.of(settings, redis.commandTimeout());
        return new RedisFallbackStore(link, new RedisNames(namespace), limits, scripts);
    }

    /**
     * Says whether there is a connection to Redis, without asking it.
     *
     * @return whether commands are sent
     */
    public boolean isConnected() {
        return link.isConnected();
    }

    @Override
    public OptionalLong now() {
        return link.clock().earliest();
    }

    @Override
    public CompletionStage<Boolean> fill(StoreKey key, StoredCopy copy) {
        byte[][] arguments = {
            StoreLimits.number(copy.readAtMicros()),
            StoredValue.kindOf(copy).bytes(),
            StoredValue.tagOf(copy),
            itemOf(copy),
            limits.maxFillAge(),
            limits.timeToLive()
        };
        byte[][] keys = {names.item(key)};
        return link.send(1, session -> run(session, Name.FILL, keys, arguments)).thenApply(RedisFallbackStore::isYes);
    }

    @Override
    public CompletionStage<Void> mark(List<StoreKey> keys, long token) {
        byte[][] arguments = {
            StoreLimits.number(now().orElse(0)),
            limits.maxMarkDelay(),
            StoredValue.bytes(token),
            limits.quietTime(),
            limits.maxFillAge(),
            limits.timeToLive()
        };
        byte[][] marked = keys.stream().map(names::item).toArray(byte[][]::new);
        return link.send(keys.size(), session -> mark(session, marked, arguments));
    }

    private CompletionStage<Void> mark(RedisSession session, byte[][] keys, byte[][] arguments) {
        if (!session.isCluster()) {
            return run(session, Name.MARK, keys, arguments).thenApply(RedisFallbackStore::nothing);
        }
        List<CompletableFuture<Long>> marks = new ArrayList<>(keys.length);
        for (byte[] key : keys) {
            marks.add(run(session, Name.MARK, new byte[][] {key}, arguments).toCompletableFuture());
        }
        return CompletableFuture.allOf(marks.toArray(CompletableFuture[]::new));
    }

    @Override
    public CompletionStage<Boolean> renew(StoreKey key, StoredCopy copy, long token) {
        if (copy.item() == null) {
            return CompletableFuture.completedFuture(false);
        }
        byte[][] arguments = {
            StoredValue.bytes(token),
            StoredValue.kindOf(copy).bytes(),
            StoredValue.tagOf(copy),
            itemOf(copy),
            limits.quietTime(),
            limits.maxFillAge(),
            limits.timeToLive()
        };
        byte[][] keys = {names.item(key)};
        return link.send(1, session -> run(session, Name.RENEW, keys, arguments))
                .thenApply(RedisFallbackStore::isYes);
    }

    @Override
    public CompletionStage<List<Lookup>> find(List<StoreKey> keys) {
        byte[][] wanted = new byte[keys.size() + 1][];
        wanted[0] = names.epoch(keys.get(0).table());
        for (int i = 0; i < keys.size(); i++) {
            wanted[i + 1] = names.item(keys.get(i));
        }
        return link.send(1, session -> session.commands().mget(wanted).thenCompose(this::lookups));
    }

    private CompletionStage<List<Lookup>> lookups(List<KeyValue<byte[], byte[]>> values) {
        OptionalLong now = link.clock().latest();
        if (now.isPresent()) {
            return CompletableFuture.completedFuture(lookups(values, now));
        }
        return link.askTime().thenApply(known -> lookups(values, link.clock().latest()));
    }

    private List<Lookup> lookups(List<KeyValue<byte[], byte[]>> values, OptionalLong now) {
        long floor = floor(values.get(0));
        List<Lookup> found = new ArrayList<>(values.size() - 1);
        for (int i = 1; i < values.size(); i++) {
            found.add(now.isPresent() ? lookup(values.get(i), floor, now.getAsLong()) : Lookup.NONE);
        }
        return found;
    }

    private static long floor(KeyValue<byte[], byte[]> epoch) {
        if (!epoch.hasValue()) {
            return 0;
        }
        StoredValue value = StoredValue.read(epoch.getValue());
        return (value != null) ? value.floorMicros() : Long.MAX_VALUE;
    }

    private Lookup lookup(KeyValue<byte[], byte[]> stored, long floor, long now) {
        if (!stored.hasValue()) {
            return Lookup.NONE;
        }
        StoredValue value = StoredValue.read(stored.getValue());
        if (value == null || !value.isCopy() || value.timeMicros() < floor) {
            return Lookup.NONE;
        }
        long age = now - value.timeMicros();
        // A copy that seems to be of the future was timed by another clock, and its age cannot be told.
        return (age >= 0 && age <= limits.maxStalenessMicros()) ? new Lookup(value.toCopy(), age) : Lookup.NONE;
    }

    @Override
    public CompletionStage<Void> newEpoch(String table) {
        byte[][] arguments = {StoredValue.bytes(0), limits.quietTime(), limits.maxFillAge(), limits.timeToLive()};
        byte[][] keys = {names.epoch(table)};
        return link.send(1, session -> run(session, Name.EPOCH, keys, arguments))
                .thenApply(RedisFallbackStore::nothing);
    }

    private CompletionStage<Long> run(RedisSession session, Name script, byte[][] keys, byte[][] arguments) {
        return scripts.run(script, session.commands(), keys, arguments);
    }

    private static boolean isYes(Long answer) {
        return answer == 1;
    }

    @SuppressWarnings("NullAway")
    private static Void nothing(Long answer) {
        return null;
    }

    private static byte[] itemOf(StoredCopy copy) {
        byte[] item = copy.item();
        return (item != null) ? item : new byte[0];
    }

    @Override
    public void close() {
        link.close();
    }
}
