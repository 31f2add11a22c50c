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

import io.armature.insight.HotKeyReport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Endpoint that shows the keys that take most of the traffic. */
@Endpoint(id = "dynamodbhotkeys", defaultAccess = Access.READ_ONLY)
public final class HotKeysEndpoint {

    private final HotKeysSection section;

    /**
     * Creates the endpoint.
     *
     * @param section what is shown
     */
    public HotKeysEndpoint(HotKeysSection section) {
        this.section = section;
    }

    /**
     * Shows hot keys. Each parameter may be left out.
     *
     * @param table physical name of the table
     * @param index name of the index
     * @return each table and index, the busiest first
     */
    @ReadOperation
    public List<HotKeyReport> hotKeys(@Nullable String table, @Nullable String index) {
        return section.show(table, index);
    }
}
