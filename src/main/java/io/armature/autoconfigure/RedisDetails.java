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
package io.armature.autoconfigure;

import io.armature.client.MisconfigurationException;
import io.armature.redis.RedisNode;
import io.armature.redis.RedisSettings;
import io.armature.redis.RedisTls;
import io.armature.redis.RedisTopology;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Cluster;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Node;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Sentinel;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Standalone;
import org.springframework.boot.ssl.SslBundle;

/** Turns what Spring Boot knows of Redis into our settings. */
final class RedisDetails {

    private RedisDetails() {}

    static RedisSettings toSettings(DataRedisConnectionDetails details, Duration commandTimeout) {
        RedisSettings usual = RedisSettings.of(
                topology(details), details.getUsername(), details.getPassword(), tls(details.getSslBundle()));
        return new RedisSettings(
                usual.topology(),
                usual.username(),
                usual.password(),
                usual.tls(),
                usual.connectTimeout(),
                commandTimeout,
                usual.requestQueue());
    }

    private static RedisTopology topology(DataRedisConnectionDetails details) {
        Sentinel sentinel = details.getSentinel();
        if (sentinel != null) {
            return new RedisTopology.Sentinel(
                    sentinel.getMaster(),
                    nodes(sentinel.getNodes()),
                    sentinel.getDatabase(),
                    sentinel.getUsername(),
                    sentinel.getPassword());
        }
        Cluster cluster = details.getCluster();
        if (cluster != null) {
            return new RedisTopology.Cluster(nodes(cluster.getNodes()));
        }
        Standalone standalone = details.getStandalone();
        if (standalone == null || details.getMasterReplica() != null) {
            throw new MisconfigurationException(
                    "Redis has to be one server, one with sentinels, or a cluster, and something else is configured",
                    "Set 'spring.data.redis.host', 'spring.data.redis.sentinel.*' or 'spring.data.redis.cluster.*', or"
                            + " 'armature.fallback.store' to 'in-process' and 'armature.batch.scope' to 'instance'.");
        }
        return new RedisTopology.Standalone(
                new RedisNode(standalone.getHost(), standalone.getPort()), standalone.getDatabase());
    }

    private static List<RedisNode> nodes(List<Node> nodes) {
        return nodes.stream()
                .map(node -> new RedisNode(node.host(), node.port()))
                .toList();
    }

    private static @Nullable RedisTls tls(@Nullable SslBundle bundle) {
        return bundle == null
                ? null
                : new RedisTls(
                        bundle.getManagers().getKeyManagerFactory(),
                        bundle.getManagers().getTrustManagerFactory(),
                        list(bundle.getOptions().getCiphers()),
                        list(bundle.getOptions().getEnabledProtocols()));
    }

    private static List<String> list(String @Nullable [] names) {
        return names == null ? List.of() : Arrays.asList(names);
    }
}
