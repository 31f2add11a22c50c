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

import io.armature.resilience.fallback.FallbackSettings;
import io.armature.resilience.fallback.FallbackStore;
import io.armature.resilience.fallback.Lookup;
import io.armature.resilience.fallback.StoreKey;
import io.armature.resilience.fallback.StoredCopy;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Keeps copies in Redis, where all instances of an application share them.
 *
 * <p>The connection is opened in the background, when it breaks too; until then every call fails at once. A call ends within the
 * command time-out. A command that had no answer in time may run later nevertheless: the scripts decide by Redis's own time
 * whether it still may.
 *
 * <p>Redis 5 or later, by the commands {@code TIME}, {@code GETRANGE}, {@code MGET}, {@code SET}, {@code EVALSHA}, {@code EVAL}
 * and {@code SCRIPT LOAD}. The clocks of the servers of one Redis have to agree, as NTP makes them. Safe for use by concurrent
 * threads.
 */
public final class RedisFallbackStore implements FallbackStore {

    private final RedisLink link;

    private final RedisNames names;

    private final Limits limits;

    private RedisFallbackStore(RedisLink link, RedisNames names, Limits limits) {
        this.link = link;
        this.names = names;
        this.limits = limits;
    }

    /**
     * Creates a store, and begins to connect in the background.
     *
     * @param redis how to connect
     * @param settings how long copies live
     * @param namespace what all names in Redis begin with; applications that use other tables or keys of their own choose
     *     another one
     * @return the store
     */
    public static RedisFallbackStore open(RedisSettings redis, FallbackSettings settings, String namespace) {
        return new RedisFallbackStore(new RedisLink(redis), new RedisNames(namespace), Limits.of(redis, settings));
    }

    /**
     * Says whether Redis is there and answers in time, without asking it.
     *
     * @return whether commands are sent
     */
    public boolean isAvailable() {
        return link.isAvailable();
    }

    @Override
    public OptionalLong now() {
        return link.clock().earliest();
    }

    @Override
    public CompletionStage<Boolean> fill(StoreKey key, StoredCopy copy) {
        byte[][] arguments = {
            number(copy.readAtMicros()),
            StoredValue.kindOf(copy).bytes(),
            StoredValue.tagOf(copy),
            itemOf(copy),
            limits.maxFillAge(),
            limits.timeToLive()
        };
        byte[][] keys = {names.item(key)};
        CompletableFuture<Long> stored = (copy.item() == null)
                ? link.sendEvenLate(session -> run(session, RedisScript.FILL, keys, arguments))
                : link.send(session -> run(session, RedisScript.FILL, keys, arguments));
        return stored.thenApply(RedisFallbackStore::isYes);
    }

    @Override
    public CompletionStage<Void> mark(List<StoreKey> keys, long token) {
        byte[][] arguments = {
            number(now().orElse(0)),
            limits.maxMarkDelay(),
            StoredValue.bytes(token),
            limits.quietTime(),
            limits.maxFillAge(),
            limits.timeToLive()
        };
        byte[][] marked = keys.stream().map(names::item).toArray(byte[][]::new);
        return link.sendEvenLate(session -> mark(session, marked, arguments));
    }

    private static CompletionStage<Void> mark(RedisSession session, byte[][] keys, byte[][] arguments) {
        if (!session.isCluster()) {
            return run(session, RedisScript.MARK, keys, arguments).thenApply(RedisFallbackStore::nothing);
        }
        List<CompletableFuture<Long>> marks = new ArrayList<>(keys.length);
        for (byte[] key : keys) {
            marks.add(run(session, RedisScript.MARK, new byte[][] {key}, arguments)
                    .toCompletableFuture());
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
            limits.maxFillAge(),
            limits.timeToLive()
        };
        byte[][] keys = {names.item(key)};
        return link.send(session -> run(session, RedisScript.RENEW, keys, arguments))
                .thenApply(RedisFallbackStore::isYes);
    }

    @Override
    public CompletionStage<List<Lookup>> find(List<StoreKey> keys) {
        byte[][] wanted = new byte[keys.size() + 1][];
        wanted[0] = names.epoch(keys.get(0).table());
        for (int i = 0; i < keys.size(); i++) {
            wanted[i + 1] = names.item(keys.get(i));
        }
        return link.send(session -> session.commands().mget(wanted).thenCompose(this::lookups));
    }

    private CompletionStage<List<Lookup>> lookups(List<KeyValue<byte[], byte[]>> values) {
        OptionalLong now = link.clock().latest();
        if (now.isPresent()) {
            return CompletableFuture.completedFuture(lookups(values, now));
        }
        return link.askTime().thenApply(known -> lookups(values, link.clock().latest()));
    }

    private List<Lookup> lookups(List<KeyValue<byte[], byte[]>> values, OptionalLong now) {
        long notBefore = notBefore(values.get(0));
        List<Lookup> found = new ArrayList<>(values.size() - 1);
        for (int i = 1; i < values.size(); i++) {
            found.add(now.isPresent() ? lookup(values.get(i), notBefore, now.getAsLong()) : Lookup.NONE);
        }
        return found;
    }

    private static long notBefore(KeyValue<byte[], byte[]> epoch) {
        if (!epoch.hasValue()) {
            return 0;
        }
        StoredValue value = StoredValue.read(epoch.getValue());
        return (value != null) ? value.notBeforeMicros() : Long.MAX_VALUE;
    }

    private Lookup lookup(KeyValue<byte[], byte[]> stored, long notBefore, long now) {
        if (!stored.hasValue()) {
            return Lookup.NONE;
        }
        StoredValue value = StoredValue.read(stored.getValue());
        if (value == null || !value.isCopy() || value.timeMicros() < notBefore) {
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
        return link.sendEvenLate(session -> run(session, RedisScript.EPOCH, keys, arguments))
                .thenApply(RedisFallbackStore::nothing);
    }

    private static CompletionStage<Long> run(
            RedisSession session, RedisScript script, byte[][] keys, byte[][] arguments) {
        CompletableFuture<Long> known = session.commands()
                .<Long>evalsha(script.digest(), ScriptOutputType.INTEGER, keys, arguments)
                .toCompletableFuture();
        // Redis forgets scripts when it starts again, and a replica that becomes primary may not have seen them.
        return known.exceptionallyCompose(failure -> (causeOf(failure) instanceof RedisNoScriptException)
                ? session.commands().eval(script.source(), ScriptOutputType.INTEGER, keys, arguments)
                : CompletableFuture.failedFuture(failure));
    }

    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return (failure instanceof CompletionException && cause != null) ? cause : failure;
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

    private static byte[] number(long value) {
        return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        link.close();
    }

    /** The limits as the scripts take them, in microseconds. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Limits(
            long maxStalenessMicros, byte[] timeToLive, byte[] quietTime, byte[] maxFillAge, byte[] maxMarkDelay) {

        /** What the clock's bounds may be apart, beside the time-out of the marker. */
        private static final Duration CLOCK_MARGIN = Duration.ofMillis(130);

        static Limits of(RedisSettings redis, FallbackSettings settings) {
            return new Limits(
                    micros(settings.maxStaleness()),
                    number(micros(settings.maxStaleness())),
                    number(micros(settings.quietTime())),
                    number(micros(settings.maxFillAge())),
                    number(micros(redis.commandTimeout().plus(CLOCK_MARGIN))));
        }

        private static long micros(Duration duration) {
            return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
        }
    }
}
