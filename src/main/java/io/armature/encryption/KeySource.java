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
package io.armature.encryption;

import org.jspecify.annotations.Nullable;

/** Where {@link KeyFlights} finds keys, fetches them and puts them. */
interface KeySource<K> {

    /** Returns the key at hand. */
    @Nullable
    DataKey held(K id);

    /** Returns the failure because of which nobody calls now. */
    @Nullable
    KeyFailure remembered(K id);

    /** Returns what names the wrapping key, as far as that is known before the call. */
    String wrappingKey(K id);

    /** Calls the provider; the caller is the first holder of what comes. */
    DataKey fetch(K id);

    /** Keeps a key that the caller holds. */
    void keep(K id, DataKey key);

    void remember(K id, KeyFailure failure);

    /** Forgets everything. */
    void clear();
}
