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

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes all text that stands anywhere in an item searchable, bytes too. */
final class Plaintexts {

    private Plaintexts() {}

    static String in(Map<String, AttributeValue> item) {
        StringBuilder text = new StringBuilder();
        item.values().forEach(value -> append(value, text));
        return text.toString();
    }

    private static void append(AttributeValue value, StringBuilder text) {
        text.append(value).append('\n');
        if (value.type() == AttributeValue.Type.B) {
            text.append(new String(value.b().asByteArray(), UTF_8)).append('\n');
        }
    }
}
