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
package io.armature.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * What is left of a call when it is over: numbers and keys, since items would hold memory until they are counted.
 *
 * <p>Filled by the thread of the call, then read by the one that counts. A call to several tables is one of these for each.
 */
final class FinishedCall {

    final String operation;

    final String table;

    final @Nullable String method;

    final long thread;

    final long started;

    final long nanos;

    final CallEnding ending;

    /** The request of a read, which holds keys and expressions only; {@code null} for writes, which hold items. */
    @Nullable
    DynamoDbRequest read;

    /** Values of the partition key, one of each item that was asked for by its key. */
    List<AttributeValue> keys = List.of();

    /** The piece of work that a read of a single item was made for, as {@link CallerSource#work()} tells. */
    int work = CallerSource.UNKNOWN_WORK;

    int items;

    int scanned;

    boolean more;

    double readUnits;

    double writeUnits;

    /** The part of the units that indexes took. */
    double indexUnits;

    @Nullable
    ItemSample sample;

    FinishedCall(String operation, String table, @Nullable String method, long started, long nanos, CallEnding ending) {
        this.operation = operation;
        this.table = table;
        this.method = method;
        this.thread = Thread.currentThread().getId();
        this.started = started;
        this.nanos = nanos;
        this.ending = ending;
    }

    /** Each item that is read or written is one, and each query; of a scan DynamoDB does not say, so its items count. */
    long events() {
        return read instanceof ScanRequest ? scanned : Math.max(1, keys.size());
    }

    double units() {
        return readUnits + writeUnits;
    }
}
