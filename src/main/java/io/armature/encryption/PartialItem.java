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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of which perhaps not all attributes could be decrypted. Immutable.
 *
 * @param readable the attributes that were not encrypted, and those that could be decrypted, without the key record
 * @param refused why each of the other attributes could not be decrypted, by its name
 */
public record PartialItem(Map<String, AttributeValue> readable, Map<String, DecryptionException> refused) {

    /**
     * Copies the maps.
     *
     * @param readable the attributes that can be read
     * @param refused why each of the others cannot
     */
    public PartialItem {
        readable = Collections.unmodifiableMap(new LinkedHashMap<>(readable));
        refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    }

    /** Names attributes and hides what is in them. */
    @Override
    public String toString() {
        return "PartialItem[readable=%s, refused=%s]".formatted(readable.keySet(), refused.keySet());
    }
}
