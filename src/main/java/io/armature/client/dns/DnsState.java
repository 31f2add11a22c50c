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
package io.armature.client.dns;

import java.time.Duration;
import java.util.List;

/**
 * What a resolver knows at one moment.
 *
 * @param hosts the hosts that were asked for, by name
 * @param runningLookups the number of look-ups that are running
 * @param maxStale the age up to which last good addresses are used
 */
public record DnsState(List<HostState> hosts, int runningLookups, Duration maxStale) {

    /**
     * Creates the state.
     *
     * @param hosts copied
     * @param runningLookups 0 or more
     * @param maxStale the age
     */
    public DnsState {
        hosts = List.copyOf(hosts);
    }
}
