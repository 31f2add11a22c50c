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
package io.armature.batch;

import io.armature.client.ConstantText;
import io.armature.encryption.guard.PlaintextRefusedException;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Failures as lines of JSON. Apart from their sink, which tells in words that Jackson is missing. */
public final class FailureLine {

    private FailureLine() {}

    /**
     * Returns the line in UTF-8, with its end.
     *
     * @param failure the failure
     * @param number number of the line of the source that it stood in, 0 if it has none
     * @return the line
     */
    public static byte[] of(BatchFailure failure, long number) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = DynamoDbJson.factory().createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            if (number > 0) {
                json.writeNumberProperty("line", number);
            }
            json.writeNumberProperty("position", failure.position());
            if (failure.table() != null) {
                json.writeStringProperty("table", failure.table());
            }
            if (failure.kind() != null) {
                json.writeStringProperty("operation", ConstantText.of(failure.kind()));
            }
            json.writeStringProperty("reason", ConstantText.of(failure.reason()));
            json.writeNumberProperty("attempts", failure.attempts());
            json.writeStringProperty("message", failure.message());
            attributes("key", failure.key(), json);
            attributes("item", item(failure), json);
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void attributes(String name, Map<String, AttributeValue> attributes, JsonGenerator json) {
        if (!attributes.isEmpty()) {
            json.writeName(name);
            DynamoDbJson.write(attributes, json);
        }
    }

    /** Returns what may be written of the item; what the source gave is better than nothing where it could not be converted. */
    private static Map<String, AttributeValue> item(BatchFailure failure) {
        if (failure.cause() instanceof PlaintextRefusedException) {
            return Map.of();
        }
        if (failure.item().isEmpty() && failure.input() instanceof BatchWrite.PutItem put) {
            return put.item();
        }
        return failure.item();
    }
}
