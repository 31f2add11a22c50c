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

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The two halves of the window of one access pattern. */
final class PatternWindow {

    PatternCounts current = new PatternCounts();

    private PatternCounts previous = new PatternCounts();

    boolean logged;

    long lastLogged;

    long unloggedCalls;

    void add(FinishedCall call) {
        current.add(call);
        DynamoDbRequest read = call.read;
        if (read instanceof QueryRequest query) {
            current.continuedCalls += query.hasExclusiveStartKey() ? 1 : 0;
            expression(query.filterExpression(), query.keyConditionExpression(), query.expressionAttributeNames());
        } else if (read instanceof ScanRequest scan) {
            current.continuedCalls += scan.hasExclusiveStartKey() ? 1 : 0;
            expression(scan.filterExpression(), null, scan.expressionAttributeNames());
        }
    }

    private void expression(@Nullable String filter, @Nullable String keys, Map<String, String> names) {
        if (filter == null) {
            return;
        }
        current.filteredCalls++;
        current.filters.add(filter, keys, names);
    }

    /** Begins a new half; returns whether anything is left to be shown. */
    boolean rotate() {
        previous = current;
        current = new PatternCounts();
        return previous.calls > 0;
    }

    PatternCounts sum() {
        PatternCounts sum = new PatternCounts();
        sum.add(previous);
        sum.add(current);
        return sum;
    }
}
