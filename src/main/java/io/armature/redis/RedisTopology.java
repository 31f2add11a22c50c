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

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which servers make up a Redis, and how the one to talk to is found. */
public sealed interface RedisTopology {

    /**
     * One server.
     *
     * @param node where it listens
     * @param database number of the database
     */
    record Standalone(RedisNode node, int database) implements RedisTopology {}

    /**
     * Servers watched by sentinels, which know the primary.
     *
     * @param master name by which the sentinels know the primary
     * @param sentinels where the sentinels listen, one or more
     * @param database number of the database
     * @param username user of the sentinels, {@code null} for none
     * @param password password of the sentinels, {@code null} for none
     */
    record Sentinel(
            String master,
            List<RedisNode> sentinels,
            int database,
            @Nullable String username,
            @Nullable String password)
            implements RedisTopology {

        /**
         * Copies the list.
         *
         * @param master name by which the sentinels know the primary
         * @param sentinels where the sentinels listen, one or more
         * @param database number of the database
         * @param username user of the sentinels, {@code null} for none
         * @param password password of the sentinels, {@code null} for none
         */
        public Sentinel {
            sentinels = List.copyOf(sentinels);
        }

        /** Returns a text without the password. */
        @Override
        public String toString() {
            return "Sentinel[master=" + master + ", sentinels=" + sentinels + ", database=" + database + "]";
        }
    }

    /**
     * A Redis Cluster.
     *
     * @param nodes where some of its nodes listen, one or more; the others are asked for
     */
    record Cluster(List<RedisNode> nodes) implements RedisTopology {

        /**
         * Copies the list.
         *
         * @param nodes where some of its nodes listen, one or more
         */
        public Cluster {
            nodes = List.copyOf(nodes);
        }
    }
}
