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
package io.armature.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item that is larger than DynamoDB stores.
 *
 * @param table the physical name of its table, or {@code null} if it is not known
 * @param whole whether the request held the whole item; an update sends only what it changes, and what else the item holds
 *     is not known
 * @param bytes the size of what the request held of the item, in bytes by the rules of {@link ItemSizes}
 * @param largestAttributes sizes of the largest attributes with their names, in bytes, the largest first
 */
public record OversizedItem(@Nullable String table, boolean whole, long bytes, Map<String, Long> largestAttributes) {

    /**
     * Creates the description.
     *
     * @param table the table, or {@code null}
     * @param whole whether the request held the whole item
     * @param bytes the size
     * @param largestAttributes the largest attributes in the order of their sizes, which are copied
     */
    public OversizedItem {
        largestAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(largestAttributes));
    }
}
