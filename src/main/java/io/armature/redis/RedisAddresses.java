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

import io.armature.redis.RedisTopology.Cluster;
import io.armature.redis.RedisTopology.Sentinel;
import io.armature.redis.RedisTopology.Standalone;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns settings into what Lettuce connects to. */
final class RedisAddresses {

    /** By which an operator finds the connections in Redis's {@code CLIENT LIST}. */
    private static final String CLIENT_NAME = "armature";

    private RedisAddresses() {}

    static List<RedisURI> of(RedisSettings settings) {
        RedisTopology topology = settings.topology();
        if (topology instanceof Cluster cluster) {
            return cluster.nodes().stream().map(node -> node(settings, node, 0)).toList();
        }
        if (topology instanceof Sentinel sentinel) {
            return List.of(sentinel(settings, sentinel));
        }
        Standalone standalone = (Standalone) topology;
        return List.of(node(settings, standalone.node(), standalone.database()));
    }

    private static RedisURI node(RedisSettings settings, RedisNode node, int database) {
        RedisURI.Builder address =
                RedisURI.Builder.redis(node.host(), node.port()).withDatabase(database);
        return complete(settings, address);
    }

    private static RedisURI sentinel(RedisSettings settings, Sentinel sentinel) {
        RedisURI.Builder address =
                RedisURI.builder().withSentinelMasterId(sentinel.master()).withDatabase(sentinel.database());
        for (RedisNode node : sentinel.sentinels()) {
            RedisURI.Builder watcher = RedisURI.Builder.redis(node.host(), node.port());
            authenticate(watcher, sentinel.username(), sentinel.password());
            address.withSentinel(watcher.withSsl(settings.tls() != null)
                    .withTimeout(settings.connectTimeout())
                    .build());
        }
        return complete(settings, address);
    }

    private static RedisURI complete(RedisSettings settings, RedisURI.Builder address) {
        authenticate(address, settings.username(), settings.password());
        return address.withSsl(settings.tls() != null)
                .withTimeout(settings.connectTimeout())
                .withClientName(CLIENT_NAME)
                .build();
    }

    private static void authenticate(RedisURI.Builder address, @Nullable String username, @Nullable String password) {
        if (password == null) {
            return;
        }
        if (username != null) {
            address.withAuthentication(username, password.toCharArray());
        } else {
            address.withPassword(password.toCharArray());
        }
    }

    static SslOptions sslOptions(RedisTls tls) {
        SslOptions.Builder options = SslOptions.builder().jdkSslProvider();
        if (tls.keys() != null) {
            options.keyManager(tls.keys());
        }
        if (tls.trust() != null) {
            options.trustManager(tls.trust());
        }
        if (!tls.ciphers().isEmpty()) {
            options.cipherSuites(tls.ciphers().toArray(String[]::new));
        }
        if (!tls.protocols().isEmpty()) {
            options.protocols(tls.protocols().toArray(String[]::new));
        }
        return options.build();
    }
}
