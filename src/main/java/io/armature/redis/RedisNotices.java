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

import io.lettuce.core.RedisCommandExecutionException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an operator in the log what is wrong with Redis, once for each thing: nothing of it ever becomes a failure of a call that
 * somebody would see. Safe for use by concurrent threads.
 */
final class RedisNotices {

    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

    private static final String NO_PERMISSION = "NOPERM";

    /** Why there was no connection, by the names of exceptions, since there was one. */
    private final Set<String> outagesTold = ConcurrentHashMap.newKeySet();

    private final Set<String> refusalsTold = ConcurrentHashMap.newKeySet();

    private final RedisTopology topology;

    RedisNotices(RedisTopology topology) {
        this.topology = topology;
    }

    void connected() {
        outagesTold.clear();
        log.info("Connected to Redis: {}", topology);
    }

    void notConnected(@Nullable Throwable failure) {
        Throwable root = rootOf(failure);
        if (outagesTold.add(root != null ? root.getClass().getName() : "")) {
            log.warn("No connection to Redis, {}: {}. It is tried again every second", topology, String.valueOf(root));
        }
    }

    /** Tells if it was Redis that refused a command, by its own words, of which the first names the reason. */
    void failed(Throwable failure) {
        Throwable root = rootOf(failure);
        String answer = root instanceof RedisCommandExecutionException ? root.getMessage() : null;
        if (answer == null || !refusalsTold.add(reason(answer))) {
            return;
        }
        if (isMissingPermission(answer)) {
            log.warn(
                    "The user of Redis lacks a permission, so that copies are not stored or not found: {}. It needs"
                            + " +mget +getrange +set +time +eval +evalsha, on all keys that begin with the namespace. Told once",
                    answer);
        } else {
            log.warn("Redis refuses a command, so that copies are not stored or not found: {}. Told once", answer);
        }
    }

    /** Redis has other words where a script lacks the permission, which differ by its version. */
    private static boolean isMissingPermission(String answer) {
        return answer.startsWith(NO_PERMISSION)
                || answer.contains("can't run this command")
                || answer.contains("ACL failure in script");
    }

    private static String reason(String answer) {
        if (isMissingPermission(answer)) {
            return NO_PERMISSION;
        }
        int end = answer.indexOf(' ');
        return end < 0 ? answer : answer.substring(0, end);
    }

    private static @Nullable Throwable rootOf(@Nullable Throwable failure) {
        Throwable root = failure;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
