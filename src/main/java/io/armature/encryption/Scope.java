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

/**
 * Within which a data key is used, and beyond which its values do not open.
 *
 * @param domain stage or system, may be empty
 * @param tenant tenant, may be empty
 * @param table logical name of the table
 */
record Scope(String domain, String tenant, String table) {

    /** Returns the three as the format joins them, with the attribute after them. */
    byte[] bytes(String attribute) {
        return new ByteWriter(128)
                .putWithLength(Utf8.encode(domain))
                .putWithLength(Utf8.encode(tenant))
                .putWithLength(Utf8.encode(table))
                .putWithLength(Utf8.encode(attribute))
                .toByteArray();
    }
}
