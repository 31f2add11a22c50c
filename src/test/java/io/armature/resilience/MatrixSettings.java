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
package io.armature.resilience;

import io.armature.client.ClientSettings;
import io.armature.client.ClientSettings.RetrySettings;
import java.time.Duration;

/** Settings of clients whose calls may take 400 milliseconds. */
enum MatrixSettings {
    /** Each step gives up before the attempt, and the attempt before the call. */
    SHORT_STEPS(100, 150, 100, 200),
    /** Each step would wait far longer than the call may take. */
    LONG_STEPS(10_000, 10_000, 10_000, 400);

    static final Duration CALL_TIMEOUT = Duration.ofMillis(400);

    /** Short, so that all attempts end before the call does, and its failure is that of the last attempt. */
    private static final RetrySettings RETRY =
            new RetrySettings(3, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(50));

    private final Duration connect;

    private final Duration socket;

    private final Duration acquire;

    private final Duration attempt;

    MatrixSettings(long connect, long socket, long acquire, long attempt) {
        this.connect = Duration.ofMillis(connect);
        this.socket = Duration.ofMillis(socket);
        this.acquire = Duration.ofMillis(acquire);
        this.attempt = Duration.ofMillis(attempt);
    }

    ClientSettings settings() {
        return settings(50, RETRY);
    }

    ClientSettings settings(int connections, RetrySettings retry) {
        return new ClientSettings(
                connections,
                true,
                connect,
                attempt,
                CALL_TIMEOUT,
                socket,
                acquire,
                Duration.ofSeconds(60),
                retry,
                false,
                false,
                10);
    }

    /** Returns how long a client without addresses waits for a look-up: as long as for a connection. */
    Duration longestLookUp() {
        return connect;
    }
}
