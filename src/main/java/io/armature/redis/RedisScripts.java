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

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The scripts, each of which Redis runs as a whole. Immutable. */
final class RedisScripts {

    private final Map<Name, Script> scripts = new EnumMap<>(Name.class);

    /**
     * Reads the scripts.
     *
     * @param prelude what is put before each of them
     */
    RedisScripts(String prelude) {
        for (Name name : Name.values()) {
            String source = prelude + resource("value") + resource(name.name().toLowerCase(Locale.ROOT));
            scripts.put(name, Script.of(source.getBytes(StandardCharsets.UTF_8)));
        }
    }

    static String resource(String name) {
        try (InputStream input = RedisScripts.class.getResourceAsStream(name + ".lua")) {
            if (input == null) {
                throw new IllegalStateException(
                        "The script " + name + ".lua is missing in package " + RedisScripts.class.getPackageName());
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException("The script " + name + ".lua cannot be read", ex);
        }
    }

    /** Sends the scripts, so that the first to need one need not. */
    void load(RedisClusterAsyncCommands<byte[], byte[]> commands) {
        scripts.values().forEach(script -> commands.scriptLoad(script.source()));
    }

    /** Runs a script, which may use its keys only. */
    CompletionStage<Long> run(
            Name name, RedisClusterAsyncCommands<byte[], byte[]> commands, byte[][] keys, byte[][] arguments) {
        Script script = Objects.requireNonNull(scripts.get(name));
        CompletableFuture<Long> known = commands.<Long>evalsha(
                        script.digest(), ScriptOutputType.INTEGER, keys, arguments)
                .toCompletableFuture();
        // Redis forgets scripts when it starts again, and a replica that becomes primary may not have seen them.
        return known.exceptionallyCompose(failure -> (causeOf(failure) instanceof RedisNoScriptException)
                ? commands.eval(script.source(), ScriptOutputType.INTEGER, keys, arguments)
                : CompletableFuture.failedFuture(failure));
    }

    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return (failure instanceof CompletionException && cause != null) ? cause : failure;
    }

    /** What scripts there are. */
    enum Name {
        FILL,
        MARK,
        RENEW,
        EPOCH
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Script(byte[] source, String digest) {

        static Script of(byte[] source) {
            return new Script(source, Base16.digest(source));
        }
    }
}
