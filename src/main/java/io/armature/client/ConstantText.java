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

import java.util.Locale;

/** How constants are shown in meters, health and endpoints, so that one is called the same in all of them. */
public final class ConstantText {

    private ConstantText() {}

    /**
     * Returns the name of a constant in lower case, its words joined by hyphens.
     *
     * @param constant the constant, such as {@code NOT_FOUND}
     * @return its text, such as {@code not-found}
     */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
