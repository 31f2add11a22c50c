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
import io.armature.sample.local.LocalRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A real Redis whose clock can be moved, as seen by the scripts and by who asks for the time. */
final class TimedRedis implements AutoCloseable {

    static final String NAMESPACE = "app";

    private static final String MOVED_TIME = """
            local server = redis
            local redis = {call = function(command, ...)
              local answer = server.call(command, ...)
              if command == 'TIME' then
                answer[2] = answer[2] + (tonumber(server.call('GET', 'moved')) or 0)
              end
              return answer
            end}
            """;

    private static final byte[] MOVED = "moved".getBytes(StandardCharsets.UTF_8);

    private final AtomicLong movedMicros = new AtomicLong();

    private final LocalRedis server = LocalRedis.start();

    private final RedisClient client = RedisClient.create(address());

    private final RedisCommands<byte[], byte[]> commands =
            client.connect(ByteArrayCodec.INSTANCE).sync();

    private final RedisScripts scripts = new RedisScripts(MOVED_TIME);

    private final RedisLink link = new RedisLink(settings(server), scripts::load, movedMicros::get);

    private final RedisFallbackStore store = new RedisFallbackStore(
            link,
            new RedisNames(NAMESPACE),
            StoreLimits.of(FallbackSettings.defaults(), Duration.ofMillis(20)),
            scripts);

    /** Settings with which a busy machine does not fail a test. */
    private static RedisSettings settings(LocalRedis server) {
        RedisTopology topology = new RedisTopology.Standalone(new RedisNode(server.host(), server.port()), 0);
        return new RedisSettings(topology, null, null, null, Duration.ofSeconds(5), Duration.ofSeconds(5), 256);
    }

    String address() {
        return "redis://" + server.host() + ":" + server.port();
    }

    RedisFallbackStore store() {
        return store;
    }

    RedisLink link() {
        return link;
    }

    /** What another client sees. */
    RedisCommands<byte[], byte[]> commands() {
        return commands;
    }

    /** Removes all data, and sets the clock that far from this machine's. */
    void reset(Duration ahead) {
        commands.flushall();
        movedMicros.set(0);
        pass(ahead);
    }

    void pass(Duration time) {
        long moved = movedMicros.addAndGet(time.toNanos() / 1_000);
        commands.set(MOVED, String.valueOf(moved).getBytes(StandardCharsets.UTF_8));
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        do {
            link.clock().forget();
            askTime();
        } while ((!link.isConnected() || link.clock().earliest().isEmpty()) && System.nanoTime() < deadlineNanos);
    }

    private void askTime() {
        try {
            link.askTime().toCompletableFuture().join();
        } catch (CompletionException ex) {
            // Not connected yet; the time stays unknown.
        }
    }

    @Override
    public void close() {
        store.close();
        client.shutdown();
        server.close();
    }
}
