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

/** What items look like in files. A file whose name ends in {@code .gz} is compressed by gzip. */
public enum DataFormat {
    /** One JSON object in each line. Text, numbers, booleans, lists and objects become attributes of these types. */
    JSON_LINES,
    /** Comma-separated values with a header in the first line. */
    CSV,
    /**
     * What DynamoDB's export to S3 writes in the format {@code DYNAMODB_JSON}: each line has one item with the types of its
     * attributes. A folder that has DynamoDB's {@code manifest-files.json} is read as a whole.
     */
    DYNAMODB_JSON
}
