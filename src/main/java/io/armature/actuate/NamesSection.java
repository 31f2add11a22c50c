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
package io.armature.actuate;

import io.armature.client.dns.HostState;
import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.client.dns.LookupFailure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of endpoints and what they resolve to. */
public final class NamesSection implements DynamoDbSection {

    private final LastGoodDnsResolver names;

    /**
     * Creates the section.
     *
     * @param names what resolves them
     */
    public NamesSection(LastGoodDnsResolver names) {
        this.names = names;
    }

    @Override
    public String name() {
        return "names";
    }

    @Override
    public List<Shown> show() {
        return names.state().hosts().stream().map(NamesSection::shown).toList();
    }

    private static Shown shown(HostState host) {
        return new Shown(
                host.host(),
                host.lastGoodAt(),
                host.staleSince(),
                host.lastFailure(),
                host.lookupRunningFor() == null ? null : host.lookupRunningFor().toMillis());
    }

    /**
     * A name.
     *
     * @param host the name
     * @param lastGoodAt when it last resolved
     * @param staleSince since when the last good addresses are used because it does not
     * @param lastFailure why the last look-up failed, if it did
     * @param lookupRunningMillis how long a look-up has been running, if one is
     */
    public record Shown(
            String host,
            @Nullable Instant lastGoodAt,
            @Nullable Instant staleSince,
            @Nullable LookupFailure lastFailure,
            @Nullable Long lookupRunningMillis) {}
}
