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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** The page for people, and what it shows. */
public final class ConsolePage {

    private final Map<String, Supplier<?>> parts;

    /**
     * Creates the page.
     *
     * @param parts what is shown, by its name; a part may be missing
     */
    public ConsolePage(Map<String, Supplier<?>> parts) {
        this.parts = new LinkedHashMap<>(parts);
    }

    /**
     * Returns the page. It asks the address below its own, {@code data}, for what it shows.
     *
     * @return one file without references to others
     */
    public Resource page() {
        return new ClassPathResource("io/armature/actuate/console.html", ConsolePage.class.getClassLoader());
    }

    /**
     * Returns what the page shows.
     *
     * @return each part by its name
     */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        parts.forEach((name, part) -> data.put(name, part.get()));
        return data;
    }
}
