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

import io.armature.resilience.fallback.StoreKey;
import java.nio.charset.StandardCharsets;

/**
 * Names of the keys in Redis. In braces is what a Redis Cluster spreads them by: item by item, so that no server holds a whole
 * table.
 *
 * @param namespace what all names begin with, so that several applications can share a Redis
 */
record RedisNames(String namespace) {

    byte[] item(StoreKey key) {
        return bytes(namespace + ":{" + key.table() + "/" + key.hash() + "}");
    }

    byte[] epoch(String table) {
        return bytes(namespace + ":{" + table + "}:epoch");
    }

    byte[] bucket(String name) {
        return bytes(namespace + ":batch:{" + name + "}");
    }

    byte[] instances() {
        return bytes(namespace + ":batch-instances");
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
