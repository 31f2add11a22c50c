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
import java.util.List;

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
    public List<HostState> show() {
        return names.state().hosts();
    }
}
