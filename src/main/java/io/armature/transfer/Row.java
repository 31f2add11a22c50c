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

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A row of a source.
 *
 * @param line the line in which it ends, from 1; in a folder of files, of all their lines in order
 * @param item the attributes, {@code null} if the row is broken
 * @param problem what is wrong with a broken row
 */
record Row(
        long line,
        @Nullable Map<String, AttributeValue> item,
        @Nullable String problem) {

    static Row of(long line, Map<String, AttributeValue> item) {
        return new Row(line, item, null);
    }

    static Row broken(long line, String problem) {
        return new Row(line, null, problem);
    }
}
