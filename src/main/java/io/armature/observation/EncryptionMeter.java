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
public enum EncryptionMeter implements DocumentedMeter {
    /** Values, by {@code operation}: {@code encrypt} or {@code decrypt}. */
    VALUES(MeterText.counter("armature.encryption.values", "Values that were encrypted or decrypted")
            .key("operation", "`encrypt` or `decrypt`")),
    /** Calls, by {@code operation} ({@code generate} or {@code unwrap}) and {@code outcome}. */
    KEY_CALLS(MeterText.counter("armature.encryption.key.calls", "Calls to the provider of keys, usually KMS")
            .key("operation", "`generate` or `unwrap`")
            .key("outcome", "`success` or `failure`")),
    /** Needs of a key, by {@code purpose} ({@code encrypt} or {@code decrypt}) and {@code result}. */
    KEY_REQUESTS(MeterText.counter(
                    "armature.encryption.key.requests", "Data keys that were needed, and whether they were at hand")
            .key("purpose", "`encrypt` or `decrypt`")
            .key("result", "`hit` or `miss`")),
    /** Uses of a data key in its grace. */
    GRACE(MeterText.counter(
            "armature.encryption.key.grace", "Uses of a data key past its age, because the provider of keys was away")),
    /** Values that could not be decrypted, by {@code reason}. */
    REFUSED_VALUES(
            MeterText.counter("armature.encryption.refused.values", "Stored values that were not decrypted, by reason")
                    .key("reason", "name of the reason in small letters, such as `authentication_failed`")),
    /** Calls that did not pass the guard. */
    REFUSED_CALLS(MeterText.counter(
            "armature.encryption.refused.calls", "Calls that were refused because they would harm encryption")),
    /** Values that should have been encrypted, by {@code table} and {@code attribute}. */
    PLAINTEXT_READS(MeterText.counter(
                    "armature.encryption.plaintext.reads", "Plaintext values that were read from encrypted attributes")
            .key("table", "logical name of the table")
            .key("attribute", "name of the attribute"));

    private final MeterText text;

    EncryptionMeter(MeterText text) {
        this.text = text;
    }

    @Override
    public MeterText text() {
        return text;
    }
}
