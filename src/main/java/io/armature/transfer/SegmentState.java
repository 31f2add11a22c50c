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
package io.armature.transfer;

import io.armature.batch.DynamoDbJson;
import io.armature.batch.DynamoDbJsonReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Properties;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/**
 * How far a segment of an export is.
 *
 * @param done whether it is exported to its end
 * @param next where its next page begins, empty for the first one
 * @param bytes bytes of its file
 * @param items items in its file
 */
record SegmentState(boolean done, Map<String, AttributeValue> next, long bytes, long items) {

    static final SegmentState START = new SegmentState(false, Map.of(), 0, 0);

    void store(int segment, Properties properties) {
        StringWriter key = new StringWriter();
        try (JsonGenerator json = DynamoDbJson.factory().createGenerator(ObjectWriteContext.empty(), key)) {
            DynamoDbJson.write(next, json);
        }
        String prefix = "segment." + segment + ".";
        properties.setProperty(prefix + "done", Boolean.toString(done));
        properties.setProperty(prefix + "next", key.toString());
        properties.setProperty(prefix + "bytes", Long.toString(bytes));
        properties.setProperty(prefix + "items", Long.toString(items));
    }

    /** @throws IllegalArgumentException if the properties have no such state */
    static SegmentState load(int segment, Properties properties) {
        String prefix = "segment." + segment + ".";
        try (JsonParser json = DynamoDbJson.factory()
                .createParser(ObjectReadContext.empty(), properties.getProperty(prefix + "next", ""))) {
            return new SegmentState(
                    Boolean.parseBoolean(properties.getProperty(prefix + "done")),
                    new DynamoDbJsonReader(json).item(),
                    Long.parseLong(properties.getProperty(prefix + "bytes")),
                    Long.parseLong(properties.getProperty(prefix + "items")));
        }
    }
}
