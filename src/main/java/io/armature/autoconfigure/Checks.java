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
package io.armature.autoconfigure;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Checks of property values; what they throw names the full key and is analysed by Spring Boot. */
final class Checks {

    private Checks() {}

    static void atLeast(String key, int value, int least) {
        if (value < least) {
            throw new InvalidConfigurationPropertyValueException(key, value, "It must be at least " + least + ".");
        }
    }

    /** The HTTP client would take a time below one millisecond for no limit at all. */
    static void oneMillisecondOrMore(String key, Duration value) {
        if (value.toMillis() < 1) {
            throw new InvalidConfigurationPropertyValueException(key, value, "It must be 1ms or more.");
        }
    }

    static void notLonger(String key, Duration value, String otherKey, Duration other) {
        if (value.compareTo(other) > 0) {
            throw new InvalidConfigurationPropertyValueException(
                    key, value, "It must not be longer than " + otherKey + ", which is " + other + ".");
        }
    }

    static <T extends Comparable<T>> void between(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidConfigurationPropertyValueException(
                    key, value, "It must be from " + least + " to " + most + ".");
        }
    }

    static void wholeAddress(String key, @Nullable URI address) {
        if (address != null && (address.getScheme() == null || address.getHost() == null)) {
            throw new InvalidConfigurationPropertyValueException(
                    key, address, "It must be a whole address, such as http://localhost:8000.");
        }
    }
}
