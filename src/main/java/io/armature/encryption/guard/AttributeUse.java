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
package io.armature.encryption.guard;

import org.jspecify.annotations.Nullable;

/**
 * What an expression does with an attribute at the top of an item.
 *
 * @param attribute name of the attribute
 * @param form what is done with it
 * @param value for {@link Form#ASSIGNED} the placeholder of the value, otherwise {@code null}
 */
record AttributeUse(String attribute, Form form, @Nullable String value) {

    AttributeUse(String attribute, Form form) {
        this(attribute, form, null);
    }

    enum Form {
        /** Asked whether it is there. */
        EXISTENCE,
        /** Read as a whole. */
        PROJECTED,
        /** Set to a value that comes with the request, perhaps only if it is not there. */
        ASSIGNED,
        REMOVED,
        /** A path leads into it. */
        NESTED,
        /** Anything else. */
        OTHER
    }
}
