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
package io.armature.benchmark.outage;

import java.time.Duration;

/** What is wrong with a server. */
enum Fault {

    /** Nobody listens on the port, and the connections that were open are closed. */
    REFUSED("refused", "Connections are refused", false, true),

    /** Connections are accepted, requests are read, and no answer comes. */
    HUNG("hung", "Connected, but no answer comes", false, true),

    /** The server is well, but its name does not resolve any more, and the connections that were open are closed. */
    NAME_LOST("name-lost", "The name does not resolve any more; what it named is well", true, true),

    /** As {@link #NAME_LOST}, for an application that starts while it is so. */
    NAME_ABSENT("name-absent", "The name does not resolve, and never did since the application started", true, false);

    private static final Duration NAMES_FORGOTTEN = Duration.ofSeconds(35);

    private final String group;

    private final String heading;

    private final boolean named;

    private final boolean healthyBefore;

    Fault(String group, String heading, boolean named, boolean healthyBefore) {
        this.group = group;
        this.heading = heading;
        this.named = named;
        this.healthyBefore = healthyBefore;
    }

    String group() {
        return group;
    }

    String heading() {
        return heading;
    }

    /** Tells whether the server is called by a name rather than by its address. */
    boolean isNamed() {
        return named;
    }

    /** Tells whether there were answers before the outage. */
    boolean isHealthyBefore() {
        return healthyBefore;
    }

    /** Returns the time between the last look-up and the outage: the JVM remembers a name for 30 seconds. */
    Duration pause() {
        return named && healthyBefore ? NAMES_FORGOTTEN : Duration.ZERO;
    }
}
