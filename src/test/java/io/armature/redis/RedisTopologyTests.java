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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armature.resilience.fallback.FallbackSettings;
import io.armature.resilience.fallback.Lookup;
import io.armature.resilience.fallback.StoreKey;
import io.armature.resilience.fallback.StoredCopy;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.sentinel.api.sync.RedisSentinelCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisCluster;
import redis.embedded.RedisShardedCluster;
import redis.embedded.core.RedisSentinelBuilder;

/** Redis as several servers. */
@Tag("long")
class RedisTopologyTests {

    private static final String TABLE = "eu-central-1/orders";

    @Test
    void storeWhenClusterShouldSpreadItemsAndFindThemAll() throws Exception {
        RedisShardedCluster cluster = RedisShardedCluster.newRedisCluster()
                .ephemeral()
                .initializationTimeout(Duration.ofSeconds(20))
                .shard("one", 0)
                .shard("two", 0)
                .shard("three", 0)
                .build();
        cluster.start();
        try (RedisFallbackStore store = open(new RedisTopology.Cluster(nodes(cluster.serverPorts())))) {
            awaitReady(store);
            // A cluster calls itself well a moment before all of its nodes do.
            await().until(() -> stores(store, new StoreKey(TABLE, "first"))
                    && stores(store, new StoreKey(TABLE, "second"))
                    && stores(store, new StoreKey(TABLE, "third")));
            List<StoreKey> keys = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                StoreKey key = new StoreKey(TABLE, "key" + i);
                keys.add(key);
                assertThat(join(store.fill(key, copy(store)))).isTrue();
            }
            assertThat(join(store.find(keys))).hasSize(100).noneMatch(Lookup.NONE::equals);

            join(store.mark(keys.subList(0, 50), 7));
            assertThat(join(store.find(keys)).subList(0, 50)).containsOnly(Lookup.NONE);
            assertThat(join(store.find(keys)).subList(50, 100)).noneMatch(Lookup.NONE::equals);
            assertThat(join(store.renew(keys.get(0), copy(store), 7))).isTrue();

            join(store.newEpoch(TABLE));
            assertThat(join(store.find(keys))).containsOnly(Lookup.NONE);
        } finally {
            cluster.stop();
        }
    }

    @Test
    void storeWhenPrimaryBehindSentinelsDiesShouldGoOnWithTheNewOne() throws Exception {
        RedisCluster servers = RedisCluster.newRedisCluster()
                .ephemeral()
                .withSentinelBuilder(
                        new RedisSentinelBuilder().downAfterMilliseconds(1_000).failOverTimeout(2_000))
                .sentinelCount(3)
                .quorumSize(2)
                .replicationGroup("primary", 1)
                .build();
        servers.start();
        RedisTopology sentinels = new RedisTopology.Sentinel("primary", nodes(servers.sentinelPorts()), 0, null, null);
        try (RedisFallbackStore store = open(sentinels)) {
            awaitReady(store);
            StoreKey key = new StoreKey(TABLE, "key");
            await().until(() -> join(store.fill(key, copy(store))));

            for (int port : servers.sentinelPorts()) {
                awaitAcquaintance(port);
            }
            servers.servers().get(0).stop();
            await().until(() -> !store.isConnected());
            await().atMost(Duration.ofSeconds(60)).until(() -> stores(store, new StoreKey(TABLE, "another")));
        } finally {
            servers.stop();
        }
    }

    /** Sentinels that know neither the replica nor each other make nobody the new primary. */
    private static void awaitAcquaintance(int port) {
        RedisClient client = RedisClient.create();
        try {
            RedisSentinelCommands<String, String> sentinel =
                    client.connectSentinel(RedisURI.create("127.0.0.1", port)).sync();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                Map<String, String> primary = sentinel.master("primary");
                return "1".equals(primary.get("num-slaves"))
                        && "2".equals(primary.get("num-other-sentinels"))
                        && sentinel.replicas("primary").stream()
                                .allMatch(replica -> "ok".equals(replica.get("master-link-status")));
            });
        } finally {
            client.shutdown();
        }
    }

    private static boolean stores(RedisFallbackStore store, StoreKey key) {
        return store.now().isPresent()
                && store.fill(key, copy(store))
                        .toCompletableFuture()
                        .exceptionally(ex -> false)
                        .join();
    }

    private static RedisFallbackStore open(RedisTopology topology) {
        RedisSettings settings =
                new RedisSettings(topology, null, null, null, Duration.ofSeconds(2), Duration.ofSeconds(2), 256);
        return RedisFallbackStore.open(settings, FallbackSettings.defaults(), "app");
    }

    private static List<RedisNode> nodes(List<Integer> ports) {
        return ports.stream().map(port -> new RedisNode("127.0.0.1", port)).toList();
    }

    private static void awaitReady(RedisFallbackStore store) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> store.isConnected() && store.now().isPresent());
    }

    private static StoredCopy copy(RedisFallbackStore store) {
        return new StoredCopy(store.now().orElseThrow(), 1L, new byte[] {1, 2, 3});
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
