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
package io.armature.benchmark.calls;

import io.armature.benchmark.Subject;

/** What is done. */
enum Group {
    /** One item by its key. */
    GET("get", "Get: an item by its key"),
    /** One whole item. */
    PUT("put", "Put: a whole item"),
    /** Two calls. */
    UPDATE("update", "Update: read an item, change an attribute, write it (two calls)"),
    /** One page. */
    QUERY("query", "Query: a page of 20 items"),
    /** One call. */
    BATCH_GET("batch-get", "Batch get: 25 items by their keys"),
    /** One call. */
    BATCH_WRITE("batch-write", "Batch write: 25 whole items");

    private final String id;

    private final String title;

    Group(String id, String title) {
        this.id = id;
        this.title = title;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    Subject of(String library) {
        return new Subject(id, library);
    }
}
