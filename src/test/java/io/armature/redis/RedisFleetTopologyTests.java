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

import io.armature.batch.FleetBucket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisCluster;
import redis.embedded.RedisShardedCluster;

/** Rates in Redis as several servers. */
@Tag("long")
class RedisFleetTopologyTests {

    @Test
    void rateWhenInAClusterShouldBeShared() throws Exception {
        RedisShardedCluster cluster = RedisShardedCluster.newRedisCluster()
                .ephemeral()
                .initializationTimeout(Duration.ofSeconds(20))
                .shard("one", 0)
                .shard("two", 0)
                .shard("three", 0)
                .build();
        cluster.start();
        try {
            assertShared(new RedisTopology.Cluster(nodes(cluster.serverPorts())));
        } finally {
            cluster.stop();
        }
    }

    @Test
    void rateWhenBehindSentinelsShouldBeShared() throws Exception {
        RedisCluster servers = RedisCluster.newRedisCluster()
                .ephemeral()
                .sentinelCount(1)
                .quorumSize(1)
                .replicationGroup("primary", 1)
                .build();
        servers.start();
        try {
            assertShared(new RedisTopology.Sentinel("primary", nodes(servers.sentinelPorts()), 0, null, null));
        } finally {
            servers.stop();
        }
    }

    /** Names enough for all servers of a cluster to have some. */
    private static void assertShared(RedisTopology topology) {
        RedisSettings settings = RedisSettings.of(topology, null, null, null);
        try (RedisFleetRate one = RedisFleetRate.open(settings, "app", 2);
                RedisFleetRate other = RedisFleetRate.open(settings, "app", 2)) {
            for (int i = 0; i < 12; i++) {
                FleetBucket bucket = new FleetBucket("job" + i, 1);
                take(one, bucket, 1_000);
                assertThat(take(other, bucket, 1_000) / 1e9).isBetween(1_900.0, 2_010.0);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> one.state().instances() == 2);
        }
    }

    private static long take(RedisFleetRate rate, FleetBucket bucket, double units) {
        OptionalLong[] wait = new OptionalLong[1];
        await().atMost(Duration.ofSeconds(60)).until(() -> (wait[0] = rate.take(bucket, units)).isPresent());
        return wait[0].getAsLong();
    }

    private static List<RedisNode> nodes(List<Integer> ports) {
        return ports.stream().map(port -> new RedisNode("127.0.0.1", port)).toList();
    }
}
