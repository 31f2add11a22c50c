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

/** Names of attributes that belong to Armature and that no entity may use for its own. */
public final class ReservedNames {

    /** The attribute that holds an item's key record; projections and indexes have to be able to name it. */
    public static final String KEY_RECORD = "_ak";

    private static final String ITEM_AUTHENTICATION = "_am";

    /** The attribute in which a versioned write leaves its random id, by which it is known again. */
    public static final String WRITE_ID = "_aw";

    private static final String BLIND_INDEX = "_ab_";

    private ReservedNames() {}

    /**
     * Tells whether a name is reserved at the top level of an item.
     *
     * @param attribute name of an attribute
     * @return {@code true} for {@code _ak}, {@code _am}, {@code _aw} and all that begin with {@code _ab_}
     */
    public static boolean contains(String attribute) {
        return attribute.equals(KEY_RECORD)
                || attribute.equals(ITEM_AUTHENTICATION)
                || attribute.equals(WRITE_ID)
                || attribute.startsWith(BLIND_INDEX);
    }
}
