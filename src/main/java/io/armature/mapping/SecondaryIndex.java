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
package io.armature.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Secondary index of a table, as an entity declares it.
 *
 * @param name name of the index
 * @param partitionKey attribute that is its partition key
 * @param sortKey attribute that is its sort key, or {@code null}
 * @param local whether the index is a local one: it names no partition key of its own and shares the table's
 */
public record SecondaryIndex(
        String name, String partitionKey, @Nullable String sortKey, boolean local) {}
