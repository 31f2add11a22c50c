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

import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The connection that there is now, which may be another one later. Safe for use by concurrent threads.
 *
 * <p>Keys are bytes. They are objects to Bucket4j, since it hands them over in an array of objects.
 */
final class FleetConnection implements RedisApi<Object> {

    private volatile @Nullable RedisClusterAsyncCommands<byte[], byte[]> current;

    void use(RedisClusterAsyncCommands<byte[], byte[]> commands) {
        current = commands;
    }

    RedisClusterAsyncCommands<byte[], byte[]> commands() {
        RedisClusterAsyncCommands<byte[], byte[]> commands = current;
        if (commands == null) {
            throw RedisRefusedException.NOT_CONNECTED;
        }
        return commands;
    }

    @Override
    public <V> RedisFuture<V> eval(String script, ScriptOutputType type, Object[] keys, byte[][] values) {
        return commands().eval(script, type, Arrays.copyOf(keys, keys.length, byte[][].class), values);
    }

    @Override
    public RedisFuture<byte[]> get(Object key) {
        return commands().get((byte[]) key);
    }

    @Override
    public RedisFuture<?> delete(Object key) {
        return commands().del((byte[]) key);
    }
}
