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

import io.armature.client.ConstantText;
import io.armature.encryption.DataKeys;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.EncryptionStatistics.Event;
import io.armature.encryption.KeyState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The encryption of attributes. */
public final class EncryptionSection implements DynamoDbSection {

    private final DataKeys keys;

    private final EncryptionStatistics statistics;

    /**
     * Creates the section.
     *
     * @param keys the data keys
     * @param statistics what has happened
     */
    public EncryptionSection(DataKeys keys, EncryptionStatistics statistics) {
        this.keys = keys;
        this.statistics = statistics;
    }

    @Override
    public String name() {
        return "encryption";
    }

    @Override
    public Shown show() {
        Map<String, Long> events = new TreeMap<>();
        for (Event event : Event.values()) {
            events.put(ConstantText.of(event), statistics.of(event));
        }
        return new Shown(keys.state(), keys.encryptionKeys(), keys.decryptionKeys(), keys.unresolvedKeyIds(), events);
    }

    /**
     * Encryption.
     *
     * @param keys whether data keys can be had
     * @param encryptionKeys the data keys at hand to encrypt with
     * @param decryptionKeys the data keys at hand to decrypt with
     * @param unresolvedKeyIds the accepted keys that the provider has not resolved
     * @param events how often what has happened
     */
    public record Shown(
            KeyState keys,
            long encryptionKeys,
            long decryptionKeys,
            List<String> unresolvedKeyIds,
            Map<String, Long> events) {}
}
