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
package io.armature.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The usual names and keys. What is known when a call starts is given then, what came of it when it stops. Safe for use by
 * concurrent threads.
 */
public final class DefaultDynamoDbCallObservationConvention implements DynamoDbCallObservationConvention {

    /** Beyond it somebody makes names of tables out of data, and each would be a time series for good. */
    private static final int MAX_TABLES = 500;

    private static final CallSource[] SOURCES = CallSource.values();

    private static final KeyValue NO_TABLE = KeyValue.of(CallKey.TABLE, "none");

    private static final KeyValue SEVERAL_TABLES = KeyValue.of(CallKey.TABLE, "several");

    private static final KeyValue OTHER_TABLE = KeyValue.of(CallKey.TABLE, "other");

    private static final KeyValue SYSTEM = KeyValue.of(SpanKey.SYSTEM, "aws.dynamodb");

    private final UnaryOperator<String> logicalNames;

    private final boolean traced;

    private final Map<String, KeyValue> tables = new ConcurrentHashMap<>();

    /** The keys of a start by table and operation, and those of an end by method: making them anew would cost 250 bytes a call. */
    private final Map<KeyValue, Map<String, KeyValues>> starts = new ConcurrentHashMap<>();

    private final Map<KeyValue, KeyValues[]> ends = new ConcurrentHashMap<>();

    /**
     * Creates the convention.
     *
     * @param logicalNames gives the logical name of a table for its name in DynamoDB
     * @param traced whether there are spans; without them nobody would see the keys of high cardinality, which cost time
     */
    public DefaultDynamoDbCallObservationConvention(UnaryOperator<String> logicalNames, boolean traced) {
        this.logicalNames = logicalNames;
        this.traced = traced;
    }

    @Override
    public String getName() {
        return DynamoDbObservation.CALL.getName();
    }

    @Override
    public @Nullable String getContextualName(DynamoDbCallContext context) {
        if (!traced) {
            return null;
        }
        KeyValue table = table(context.tables());
        return table == NO_TABLE ? context.operation() : context.operation() + " " + table.getValue();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(DynamoDbCallContext context) {
        CallOutcome outcome = context.outcome();
        return outcome == null ? start(context) : end(context, outcome);
    }

    private KeyValues start(DynamoDbCallContext context) {
        KeyValue table = table(context.tables());
        Map<String, KeyValues> operations = starts.get(table);
        KeyValues known = operations == null ? null : operations.get(context.operation());
        return known != null ? known : start(table, context.operation());
    }

    private KeyValues start(KeyValue table, String operation) {
        return starts.computeIfAbsent(table, added -> new ConcurrentHashMap<>())
                .computeIfAbsent(operation, added -> KeyValues.of(table, KeyValue.of(CallKey.OPERATION, operation)));
    }

    private KeyValues end(DynamoDbCallContext context, CallOutcome outcome) {
        KeyValue method = method(context);
        KeyValues[] known = ends.get(method);
        return (known != null ? known : end(method))
                [outcome.ordinal() * SOURCES.length + context.source().ordinal()];
    }

    private KeyValues[] end(KeyValue method) {
        return ends.computeIfAbsent(
                method,
                added -> Arrays.stream(CallOutcome.values())
                        .flatMap(outcome -> Arrays.stream(SOURCES)
                                .map(source -> KeyValues.of(
                                        KeyValue.of(CallKey.OUTCOME, outcome.text()),
                                        KeyValue.of(CallKey.SOURCE, source.text()),
                                        method)))
                        .toArray(KeyValues[]::new));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(DynamoDbCallContext context) {
        if (!traced || context.outcome() == null) {
            return KeyValues.empty();
        }
        List<KeyValue> keys = new ArrayList<>(8);
        keys.add(SYSTEM);
        keys.add(KeyValue.of(SpanKey.OPERATION, context.operation()));
        keys.add(KeyValue.of(SpanKey.ENDPOINT, context.endpoint()));
        if (!context.tables().isEmpty()) {
            keys.add(KeyValue.of(SpanKey.TABLES, String.join(",", context.tables())));
        }
        if (context.fallback() != null) {
            keys.add(KeyValue.of(
                    SpanKey.AGE, String.valueOf(context.fallback().age().toMillis())));
        }
        addFailure(keys, context.failure());
        return KeyValues.of(keys);
    }

    private static void addFailure(List<KeyValue> keys, @Nullable Throwable failure) {
        if (failure == null) {
            return;
        }
        keys.add(KeyValue.of(SpanKey.ERROR, failure.getClass().getName()));
        if (failure instanceof AwsServiceException service && service.requestId() != null) {
            keys.add(KeyValue.of(SpanKey.REQUEST, service.requestId()));
        }
    }

    private KeyValue table(List<String> names) {
        if (names.size() != 1) {
            return names.isEmpty() ? NO_TABLE : SEVERAL_TABLES;
        }
        String name = names.get(0);
        KeyValue known = tables.get(name);
        if (known != null) {
            return known;
        }
        return tables.size() >= MAX_TABLES
                ? OTHER_TABLE
                : tables.computeIfAbsent(name, physical -> KeyValue.of(CallKey.TABLE, logicalNames.apply(physical)));
    }

    /** The observation of a repository's method encloses those of its calls, though not always at once. */
    private static KeyValue method(Observation.Context context) {
        ObservationView around = context.getParentObservation();
        while (around != null) {
            Observation.ContextView enclosing = around.getContextView();
            if (enclosing instanceof RepositoryMethodContext repository) {
                return repository.key();
            }
            around = enclosing.getParentObservation();
        }
        return RepositoryMethodContext.NO_METHOD;
    }
}
