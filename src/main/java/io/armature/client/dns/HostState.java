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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a host at one moment. It is what the last new connections met: names are looked up only then.
 *
 * @param host the name, in lower case
 * @param lastGoodAt when a look-up last gave addresses, or {@code null} if none did
 * @param age the time since then, or {@code null} if none did
 * @param staleSince since when those addresses are used in the place of answers that fail, or {@code null} if they are not
 * @param lastFailure why the last look-up gave no addresses in time, or {@code null} if it did
 * @param lookupRunningFor the time for which a look-up has been running, or {@code null} if none is
 */
public record HostState(
        String host,
        @Nullable Instant lastGoodAt,
        @Nullable Duration age,
        @Nullable Instant staleSince,
        @Nullable LookupFailure lastFailure,
        @Nullable Duration lookupRunningFor) {

    /**
     * Returns whether the last good addresses are used in the place of answers that fail.
     *
     * @return whether new connections depend on them
     */
    public boolean stale() {
        return staleSince != null;
    }

    /**
     * Returns whether new connections fail for want of addresses.
     *
     * @return whether the last look-up failed and there were no good addresses to use
     */
    public boolean unresolved() {
        return lastFailure != null && staleSince == null;
    }
}
