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

import io.armature.client.Call;
import io.armature.resilience.fallback.FallbackMark;
import io.micrometer.observation.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call to DynamoDB while it is observed. The request is left out on purpose: it holds keys and values of
 * items, which must not get into names, tags or spans.
 *
 * <p>For the thread of the call. What came of it is known when the observation stops.
 */
public final class DynamoDbCallContext extends Observation.Context {

    private final String operation;

    private final List<String> tables;

    private final String endpoint;

    private @Nullable CallOutcome outcome;

    private CallSource source = CallSource.NONE;

    private @Nullable FallbackMark fallback;

    private @Nullable Throwable failure;

    /**
     * Creates the context of a call that has not been made.
     *
     * @param call the call
     */
    public DynamoDbCallContext(Call call) {
        this.operation = call.operation();
        this.tables = call.tables();
        this.endpoint = call.endpoint();
    }

    /**
     * Returns the operation.
     *
     * @return its name in DynamoDB's API, such as {@code GetItem}
     */
    public String operation() {
        return operation;
    }

    /**
     * Returns the tables that the call concerns.
     *
     * @return their names in DynamoDB, empty for an operation that concerns none
     */
    public List<String> tables() {
        return tables;
    }

    /**
     * Returns where the call goes.
     *
     * @return the name of the region, or host and port
     */
    public String endpoint() {
        return endpoint;
    }

    /**
     * Returns how the call ended.
     *
     * @return the outcome, {@code null} while the call is on its way
     */
    public @Nullable CallOutcome outcome() {
        return outcome;
    }

    /**
     * Returns where the answer came from.
     *
     * @return the source; none while there is no answer
     */
    public CallSource source() {
        return source;
    }

    /**
     * Returns the mark of an answer from a stored copy.
     *
     * @return the mark, {@code null} if DynamoDB answered or nobody did
     */
    public @Nullable FallbackMark fallback() {
        return fallback;
    }

    /**
     * Returns what the call threw. Its text may hold a value of an item, so only its type and its codes should be shown.
     *
     * @return the failure, {@code null} if there was none
     */
    public @Nullable Throwable failure() {
        return failure;
    }

    void answered(@Nullable FallbackMark mark) {
        outcome = CallOutcome.SUCCESS;
        fallback = mark;
        source = mark == null ? CallSource.DYNAMODB : CallSource.FALLBACK;
    }

    void failed(Throwable failure) {
        outcome = CallOutcome.of(failure);
        this.failure = failure;
    }
}
