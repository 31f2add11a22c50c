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

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes that were read beside a projection because decryption needs them, and that the caller did not ask for. They
 * belong to the stored value that needs them and are forgotten with it.
 *
 * <p>Safe for use by concurrent threads.
 */
public final class WithheldAttributes {

    /** Weak keys are compared by identity: an equal value of another item is another value. */
    private final Cache<AttributeValue, Map<String, AttributeValue>> byValue =
            Caffeine.newBuilder().weakKeys().build();

    /** Creates an empty store. */
    public WithheldAttributes() {}

    /**
     * Keeps attributes for as long as a value is in use.
     *
     * @param value the encrypted value, the very instance that the response holds
     * @param withheld key attributes and key record of its item that the response does not show
     */
    public void keep(AttributeValue value, Map<String, AttributeValue> withheld) {
        byValue.put(value, Map.copyOf(withheld));
    }

    /**
     * Returns what was kept for a value.
     *
     * @param value the encrypted value, the very instance that the response held
     * @return the attributes, or {@code null} if the response shows all that there is
     */
    public @Nullable Map<String, AttributeValue> of(AttributeValue value) {
        return byValue.getIfPresent(value);
    }
}
