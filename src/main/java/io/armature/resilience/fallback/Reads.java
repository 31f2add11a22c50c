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
package io.armature.resilience.fallback;

import io.armature.client.Call;
import io.armature.resilience.FailureClassification;
import io.armature.resilience.FailureClassification.Kind;
import io.armature.resilience.fallback.FallbackStatistics.Event;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Sends reads by key with a short time-out, and answers from copies those that find DynamoDB away. */
final class Reads {

    private final FallbackTables tables;

    private final StoreCalls store;

    private final StaleAnswers answers;

    private final Consumer<FinishedRead> finished;

    private final FallbackSettings settings;

    private final FallbackStatistics statistics;

    private final LongSupplier nanoTime;

    private final AwsRequestOverrideConfiguration timeoutOnly;

    Reads(
            FallbackTables tables,
            StoreCalls store,
            StaleAnswers answers,
            Consumer<FinishedRead> finished,
            FallbackSettings settings,
            FallbackStatistics statistics,
            LongSupplier nanoTime) {
        this.tables = tables;
        this.store = store;
        this.answers = answers;
        this.finished = finished;
        this.settings = settings;
        this.statistics = statistics;
        this.nanoTime = nanoTime;
        this.timeoutOnly = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(settings.readTimeout())
                .build();
    }

    DynamoDbResponse get(Call call, GetItemRequest request) {
        String table = request.tableName();
        if (table == null
                || tables.find(table) == null
                || Boolean.TRUE.equals(request.consistentRead())
                || request.projectionExpression() != null
                || request.hasAttributesToGet()) {
            return call.proceed(request);
        }
        ReadOptions options = ReadOptions.of(request);
        if (options.isOfSomebodyElse()) {
            return call.proceed(request);
        }
        if (!options.allowsCopies()) {
            return read(call, request, request);
        }
        GetItemRequest timed = request.toBuilder()
                .overrideConfiguration(options.within(settings.readTimeout(), timeoutOnly))
                .build();
        long started = nanoTime.getAsLong();
        try {
            return read(call, request, timed);
        } catch (RuntimeException ex) {
            DynamoDbResponse answer = isAway(ex) ? counted(answers.get(call.endpoint(), request, started)) : null;
            if (answer == null) {
                throw ex;
            }
            return answer;
        }
    }

    DynamoDbResponse batchGet(Call call, BatchGetItemRequest request) {
        ReadOptions options = ReadOptions.of(request);
        Takes takes = takes(request);
        if (takes == Takes.NONE || options.isOfSomebodyElse()) {
            return call.proceed(request);
        }
        if (!options.allowsCopies() || takes == Takes.PART && !options.allowsParts()) {
            return read(call, request, request);
        }
        BatchGetItemRequest timed = request.toBuilder()
                .overrideConfiguration(options.within(settings.readTimeout(), timeoutOnly))
                .build();
        long started = nanoTime.getAsLong();
        try {
            return read(call, request, timed);
        } catch (RuntimeException ex) {
            DynamoDbResponse answer = isAway(ex)
                    ? counted(answers.batchGet(call.endpoint(), request, options.allowsParts(), started))
                    : null;
            if (answer == null) {
                throw ex;
            }
            return answer;
        }
    }

    private DynamoDbResponse read(Call call, DynamoDbRequest request, DynamoDbRequest sent) {
        OptionalLong readAt = store.now();
        DynamoDbResponse response = call.proceed(sent);
        if (readAt.isPresent()) {
            finished.accept(new FinishedRead(call.endpoint(), request, response, readAt.getAsLong()));
        } else {
            statistics.add(Event.FILL_DROPPED);
        }
        return response;
    }

    private @Nullable DynamoDbResponse counted(@Nullable DynamoDbResponse answer) {
        statistics.add(answer == null ? Event.MISS : Event.ANSWER);
        return answer;
    }

    private static boolean isAway(RuntimeException failure) {
        Kind kind = FailureClassification.of(failure).kind();
        return kind == Kind.OUTAGE || kind == Kind.REFUSED;
    }

    private Takes takes(BatchGetItemRequest request) {
        boolean some = false;
        boolean all = true;
        for (Map.Entry<String, KeysAndAttributes> part : request.requestItems().entrySet()) {
            boolean takesPart = takesPart(part.getKey(), part.getValue());
            some |= takesPart;
            all &= takesPart;
        }
        return !some ? Takes.NONE : all ? Takes.ALL : Takes.PART;
    }

    private boolean takesPart(String tableName, KeysAndAttributes asked) {
        return FinishedRead.isOfWholeItems(asked) && tables.find(tableName) != null;
    }

    private enum Takes {
        NONE,
        PART,
        ALL
    }
}
