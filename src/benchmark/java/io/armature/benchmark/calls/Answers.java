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

import io.armature.benchmark.StubbedTransport;
import java.util.List;

/** What DynamoDB answers, in its JSON, from items in its JSON. */
final class Answers {

    static final int PAGE = 20;

    static final int BATCH = 25;

    private final String table;

    private final String capacity;

    private final List<String> items;

    /**
     * Creates the answers of a table.
     *
     * @param withCapacity whether the caller asks for the units of each call, as Armature's insight does
     */
    Answers(String table, List<String> items, boolean withCapacity) {
        this.table = table;
        this.items = items;
        this.capacity = withCapacity
                ? "{\"TableName\":\"%s\",\"CapacityUnits\":0.5,\"Table\":{\"CapacityUnits\":0.5}}".formatted(table)
                : "";
    }

    /** Gives a transport its answers. */
    void to(StubbedTransport transport) {
        String one = capacity.isEmpty() ? "" : ",\"ConsumedCapacity\":" + capacity;
        String many = capacity.isEmpty() ? "" : ",\"ConsumedCapacity\":[" + capacity + "]";
        transport.answer("GetItem", "{\"Item\":" + items.get(0) + one + "}");
        transport.answer("PutItem", one.isEmpty() ? "{}" : "{" + one.substring(1) + "}");
        transport.answer("UpdateItem", "{\"Attributes\":" + items.get(0) + one + "}");
        transport.answer(
                "Query", "{\"Count\":%d,\"ScannedCount\":%d,\"Items\":[%s]%s}".formatted(PAGE, PAGE, first(PAGE), one));
        transport.answer(
                "BatchGetItem",
                "{\"Responses\":{\"%s\":[%s]},\"UnprocessedKeys\":{}%s}".formatted(table, first(BATCH), many));
        transport.answer("BatchWriteItem", "{\"UnprocessedItems\":{}" + many + "}");
    }

    private String first(int count) {
        return String.join(",", items.subList(0, count));
    }
}
