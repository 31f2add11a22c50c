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

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * What a request wants beside what it asks for.
 *
 * @param configuration what the request overrides, {@code null} if nothing
 */
record ReadOptions(@Nullable AwsRequestOverrideConfiguration configuration) {

    static ReadOptions of(DynamoDbRequest request) {
        return new ReadOptions(request.overrideConfiguration().orElse(null));
    }

    /** Tells whether the request goes as somebody else, or elsewhere, so that its answer is not for all. */
    boolean isOfSomebodyElse() {
        return configuration != null
                && (configuration.credentialsIdentityProvider().isPresent()
                        || configuration.tokenIdentityProvider().isPresent()
                        || configuration.signer().isPresent()
                        || configuration.authSchemeProvider().isPresent()
                        || configuration.endpointProvider().isPresent()
                        || !configuration.plugins().isEmpty());
    }

    boolean allowsCopies() {
        return configuration == null
                || !Boolean.TRUE.equals(configuration.executionAttributes().getAttribute(FallbackMark.NO_FALLBACK));
    }

    boolean allowsParts() {
        return configuration != null
                && Boolean.TRUE.equals(configuration.executionAttributes().getAttribute(FallbackMark.PARTIAL));
    }

    /** Returns the configuration with a time-out of at most the one given. */
    AwsRequestOverrideConfiguration within(Duration timeout, AwsRequestOverrideConfiguration otherwise) {
        if (configuration == null) {
            return otherwise;
        }
        Duration own = configuration.apiCallTimeout().orElse(timeout);
        return own.compareTo(timeout) <= 0 && configuration.apiCallTimeout().isPresent()
                ? configuration
                : configuration.toBuilder().apiCallTimeout(timeout).build();
    }
}
