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
package io.armature.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Description of a meter. Immutable.
 *
 * @param name its name
 * @param type its type
 * @param description what it shows
 * @param unit the unit of its values, {@code null} if it counts, or if it is the registry's unit of time
 * @param keys its tags
 */
public record MeterText(
        String name,
        Meter.Type type,
        String description,
        @Nullable String unit,
        List<Key> keys) {

    static MeterText of(String name, Meter.Type type, String description) {
        return new MeterText(name, type, description, null, List.of());
    }

    static MeterText counter(String name, String description) {
        return of(name, Meter.Type.COUNTER, description);
    }

    MeterText unit(String unit) {
        return new MeterText(name, type, description, unit, keys);
    }

    MeterText key(String key, String values) {
        return new MeterText(
                name,
                type,
                description,
                unit,
                Stream.concat(keys.stream(), Stream.of(new Key(key, values))).toList());
    }

    /**
     * A tag.
     *
     * @param asString its name
     * @param description what its values say, as Markdown
     */
    public record Key(String asString, String description) implements KeyName, DescribedKey {}
}
