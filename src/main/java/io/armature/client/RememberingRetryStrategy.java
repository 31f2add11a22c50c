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
package io.armature.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;

/**
 * Retries as another strategy does, and adds the failure of the last attempt to that of a call whose time is over, as
 * a suppressed exception.
 *
 * <p>A call that finds no connection, or is throttled, until its time is over fails in the SDK like one that DynamoDB does
 * not answer; which of them it was is forgotten. What is remembered is kept in the token that the SDK carries from one
 * attempt to the next.
 *
 * @param strategy decides
 */
record RememberingRetryStrategy(RetryStrategy strategy) implements RetryStrategy, ExecutionInterceptor {

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        AcquireInitialTokenResponse response = strategy.acquireInitialToken(request);
        return AcquireInitialTokenResponse.create(new CallToken(response.token(), null), response.delay());
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        RefreshRetryTokenResponse response = strategy.refreshRetryToken(RefreshRetryTokenRequest.builder()
                .token(inner(request.token()))
                .suggestedDelay(request.suggestedDelay().orElse(Duration.ZERO))
                .isLongPolling(request.isLongPolling())
                .failure(request.failure())
                .build());
        return RefreshRetryTokenResponse.create(new CallToken(response.token(), request.failure()), response.delay());
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        RecordSuccessResponse response = strategy.recordSuccess(RecordSuccessRequest.create(inner(request.token())));
        return RecordSuccessResponse.create(new CallToken(response.token(), null));
    }

    @Override
    public int maxAttempts() {
        return strategy.maxAttempts();
    }

    @Override
    public boolean useClientDefaults() {
        return strategy.useClientDefaults();
    }

    @Override
    public Builder<?, ?> toBuilder() {
        return strategy.toBuilder();
    }

    /** Adds no cause: an interceptor of the SDK would take a call with the cause of a name that is not known for another. */
    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable failure = context.exception();
        Throwable last = (failure instanceof ApiCallTimeoutException) ? lastFailure(attributes) : null;
        if (last != null) {
            failure.addSuppressed(last);
        }
        return failure;
    }

    private static @Nullable Throwable lastFailure(ExecutionAttributes attributes) {
        // The key of the token is internal to the SDK.
        for (Object value : attributes.getAttributes().values()) {
            if (value instanceof CallToken token) {
                return token.lastFailure();
            }
        }
        return null;
    }

    private static RetryToken inner(RetryToken token) {
        return (token instanceof CallToken call) ? call.token() : token;
    }

    private record CallToken(RetryToken token, @Nullable Throwable lastFailure) implements RetryToken {}
}
