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
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Rows as DynamoDB exports them: {@code {"Item":{...}}} in each line. Confined to one thread. */
final class DynamoDbJsonRows implements Rows {

    private static final String ITEM = "Item";

    private final Lines lines;

    DynamoDbJsonRows(Lines lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            try {
                String line = lines.next();
                if (line == null) {
                    return null;
                }
                if (!line.isBlank()) {
                    return Row.of(lines.number(), item(line));
                }
            } catch (InvalidRowException | IllegalArgumentException ex) {
                return Row.broken(lines.number(), String.valueOf(ex.getMessage()));
            }
        }
    }

    private static Map<String, AttributeValue> item(String line) {
        try (JsonParser json = DynamoDbJson.factory().createParser(ObjectReadContext.empty(), line)) {
            if (json.nextToken() != JsonToken.START_OBJECT
                    || json.nextToken() != JsonToken.PROPERTY_NAME
                    || !ITEM.equals(json.currentName())) {
                throw new InvalidRowException("The line does not begin with {\"" + ITEM + "\":.");
            }
            Map<String, AttributeValue> item = new DynamoDbJsonReader(json).item();
            if (json.nextToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new InvalidRowException("There is something behind the item.");
            }
            return item;
        } catch (JacksonException ex) {
            throw new InvalidRowException("The line is not JSON: it breaks at column "
                    + ex.getLocation().getColumnNr() + ".");
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
