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

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A connection that was opened.
 *
 * @param connection the connection, which opens itself again when it breaks
 * @param commands what can be asked on it
 * @param cluster the same for a cluster, {@code null} for one server
 * @param waiting how many commands wait for their answers, those whose callers gave up included
 */
record RedisSession(
        StatefulConnection<byte[], byte[]> connection,
        RedisClusterAsyncCommands<byte[], byte[]> commands,
        @Nullable RedisAdvancedClusterAsyncCommands<byte[], byte[]> cluster,
        AtomicInteger waiting) {

    static RedisSession of(StatefulRedisConnection<byte[], byte[]> connection) {
        return new RedisSession(connection, connection.async(), null, new AtomicInteger());
    }

    static RedisSession of(StatefulRedisClusterConnection<byte[], byte[]> connection) {
        return new RedisSession(connection, connection.async(), connection.async(), new AtomicInteger());
    }

    /** Whether keys have to be in one slot to be used by one script. */
    boolean isCluster() {
        return cluster != null;
    }

    /**
     * Asks for the time.
     *
     * @param timeoutMillis when to do without the primaries of a cluster that have not answered
     * @return microseconds; of a cluster the earliest of its primaries, so that it is not later than any of them shows
     */
    CompletionStage<Long> time(long timeoutMillis) {
        if (cluster == null) {
            return commands.time().thenApply(RedisSession::micros);
        }
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        for (CompletableFuture<List<byte[]>> answer :
                cluster.upstream().commands().time()) {
            answers.add(answer.thenApply(RedisSession::micros)
                    .completeOnTimeout(Long.MAX_VALUE, timeoutMillis, TimeUnit.MILLISECONDS)
                    .exceptionally(ex -> Long.MAX_VALUE));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(ended -> earliest(answers));
    }

    private static long earliest(List<CompletableFuture<Long>> answers) {
        long earliest =
                answers.stream().mapToLong(CompletableFuture::join).min().orElse(Long.MAX_VALUE);
        if (earliest == Long.MAX_VALUE) {
            throw RedisRefusedException.NO_ANSWER;
        }
        return earliest;
    }

    private static long micros(List<byte[]> answer) {
        return number(answer.get(0)) * 1_000_000 + number(answer.get(1));
    }

    private static long number(byte[] digits) {
        return Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
    }
}
