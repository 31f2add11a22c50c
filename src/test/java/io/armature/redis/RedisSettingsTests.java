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

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisSettingsTests {

    private static final RedisTls TLS = new RedisTls(null, null, List.of(), List.of());

    private static final RedisTopology SENTINELS = new RedisTopology.Sentinel(
            "primary",
            List.of(new RedisNode("one", 26379), new RedisNode("two", 26380)),
            3,
            "watcher",
            "hush-sentinel");

    @Test
    void toStringShouldNotShowPasswords() {
        RedisSettings settings = RedisSettings.of(SENTINELS, "user", "hush-redis", TLS);

        assertThat(settings.toString())
                .contains("user", "primary", "one", "26380")
                .doesNotContain("hush");
    }

    @Test
    void defaultsShouldBeThoseOfAStoreThatHoldsUpNobody() {
        RedisSettings settings = RedisSettings.of(SENTINELS, null, null, null);

        assertThat(settings.commandTimeout()).isEqualTo(Duration.ofMillis(20));
        assertThat(settings.requestQueue()).isEqualTo(256);
    }

    @Test
    void addressWhenStandaloneShouldHaveAllThatIsSet() {
        RedisTopology standalone = new RedisTopology.Standalone(new RedisNode("host", 6380), 2);
        RedisURI address = RedisAddresses.of(RedisSettings.of(standalone, "user", "hush", TLS))
                .get(0);

        assertThat(address.getHost()).isEqualTo("host");
        assertThat(address.getPort()).isEqualTo(6380);
        assertThat(address.getDatabase()).isEqualTo(2);
        assertThat(address.isSsl()).isTrue();
        assertThat(address.isVerifyPeer()).isTrue();
        assertThat(credentials(address)).isEqualTo("user/hush");
        assertThat(address.toString()).doesNotContain("hush");
    }

    @Test
    void addressWhenNothingElseIsSetShouldBePlain() {
        RedisTopology standalone = new RedisTopology.Standalone(new RedisNode("host", 6380), 0);
        RedisURI address = RedisAddresses.of(RedisSettings.of(standalone, null, null, null))
                .get(0);

        assertThat(address.isSsl()).isFalse();
        assertThat(credentials(address)).isEqualTo("null/null");
    }

    @Test
    void addressWhenSentinelShouldKnowThemAllWithTheirOwnPassword() {
        RedisURI address = RedisAddresses.of(RedisSettings.of(SENTINELS, null, "hush", TLS))
                .get(0);

        assertThat(address.getSentinelMasterId()).isEqualTo("primary");
        assertThat(address.getDatabase()).isEqualTo(3);
        assertThat(address.isSsl()).isTrue();
        assertThat(credentials(address)).isEqualTo("null/hush");
        assertThat(address.getSentinels()).hasSize(2).allSatisfy(sentinel -> {
            assertThat(credentials(sentinel)).isEqualTo("watcher/hush-sentinel");
            assertThat(sentinel.isSsl()).isTrue();
        });
    }

    @Test
    void addressesWhenClusterShouldBeItsNodes() {
        RedisTopology cluster =
                new RedisTopology.Cluster(List.of(new RedisNode("one", 6379), new RedisNode("two", 6380)));

        assertThat(RedisAddresses.of(RedisSettings.of(cluster, null, "hush", null)))
                .extracting(address -> address.getHost() + ":" + address.getPort() + " " + credentials(address))
                .containsExactly("one:6379 null/hush", "two:6380 null/hush");
    }

    private static String credentials(RedisURI address) {
        var credentials = address.getCredentialsProvider().resolveCredentials().block();
        if (credentials == null) {
            return "null/null";
        }
        char[] password = credentials.getPassword();
        return credentials.getUsername() + "/" + ((password != null) ? new String(password) : "null");
    }
}
