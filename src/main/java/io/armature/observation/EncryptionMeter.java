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

/** Meters of the encryption of attributes, all of them counters. */
enum EncryptionMeter {
    VALUES("armature.encryption.values", "Values that were encrypted or decrypted"),
    KEY_CALLS("armature.encryption.key.calls", "Calls to the provider of keys, usually KMS"),
    KEY_REQUESTS("armature.encryption.key.requests", "Data keys that were needed, and whether they were at hand"),
    GRACE("armature.encryption.key.grace", "Uses of a data key past its age, because the provider of keys was away"),
    REFUSED_VALUES("armature.encryption.refused.values", "Stored values that were not decrypted, by reason"),
    REFUSED_CALLS("armature.encryption.refused.calls", "Calls that were refused because they would harm encryption"),
    PLAINTEXT_READS("armature.encryption.plaintext.reads", "Plaintext values that were read from encrypted attributes");

    private final String meterName;

    private final String description;

    EncryptionMeter(String meterName, String description) {
        this.meterName = meterName;
        this.description = description;
    }

    String meterName() {
        return meterName;
    }

    String description() {
        return description;
    }
}
