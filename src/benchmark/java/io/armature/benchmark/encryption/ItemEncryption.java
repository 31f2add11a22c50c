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
package io.armature.benchmark.encryption;

import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Encrypting the sample item and decrypting it.
 *
 * @param encryption makes what is stored
 * @param decryption makes the item of it
 */
record ItemEncryption(
        Supplier<Map<String, AttributeValue>> encryption, UnaryOperator<Map<String, AttributeValue>> decryption) {

    Map<String, AttributeValue> encrypt() {
        return encryption.get();
    }

    Map<String, AttributeValue> decrypt(Map<String, AttributeValue> encrypted) {
        return decryption.apply(encrypted);
    }

    /** Returns what is stored, once it is seen to hold no secret and to come back. */
    Map<String, AttributeValue> checked() {
        Map<String, AttributeValue> encrypted = encrypt();
        ItemChecks.requireEncrypted(encrypted);
        ItemChecks.requireDecrypted(decrypt(encrypted));
        return encrypted;
    }
}
