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

import static io.armature.benchmark.Checks.require;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Proves before anything is measured that each subject encrypts what it should and nothing else. */
final class ItemChecks {

    private ItemChecks() {}

    /** Fails unless the secret attributes of an item are bytes and all others as they were. */
    static void requireEncrypted(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> plain = SampleItem.plain();
        for (String name : plain.keySet()) {
            AttributeValue value = item.get(name);
            boolean right = SampleItem.SECRET.contains(name)
                    ? value != null && value.type() == AttributeValue.Type.B
                    : plain.get(name).equals(value);
            require(right, "The attribute '" + name + "' was not encrypted as it should");
        }
    }

    /** Fails unless an item is as it was before it was encrypted. */
    static void requireDecrypted(Map<String, AttributeValue> item) {
        SampleItem.plain()
                .forEach((name, value) ->
                        require(value.equals(item.get(name)), "The attribute '" + name + "' did not come back"));
    }

    /** Fails unless what was sent contains all secrets or none. */
    static void requireSent(String body, boolean encrypted) {
        for (String attribute : SampleItem.SECRET) {
            require(
                    body.contains('"' + attribute + '"') && body.contains(SampleItem.secret(attribute)) != encrypted,
                    "The attribute '" + attribute + "' was not sent as it should");
        }
    }
}
