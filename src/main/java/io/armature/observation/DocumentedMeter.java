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
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/** A meter of Armature's, as the page on observability and the registries describe it. */
public interface DocumentedMeter extends MeterDocumentation {

    /**
     * Returns everything that is known of the meter.
     *
     * @return the text, always the same one
     */
    MeterText text();

    @Override
    default String getName() {
        return text().name();
    }

    @Override
    default Meter.Type getType() {
        return text().type();
    }

    @Override
    default @Nullable String getBaseUnit() {
        return text().unit();
    }

    @Override
    default KeyName[] getKeyNames() {
        return text().keys().toArray(KeyName[]::new);
    }
}
