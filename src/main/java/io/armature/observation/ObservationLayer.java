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
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.resilience.fallback.FallbackMark;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Makes one observation of each call, outermost, so that refusals by other layers are seen and the caller's time is what is
 * measured. A sample of the calls takes a publisher of the SDK's own metrics along. Safe for use by concurrent threads; it
 * takes no lock.
 */
public final class ObservationLayer implements CallLayer {

    private final ObservationRegistry registry;

    private final DynamoDbCallObservationConvention convention;

    private final SdkMetrics sdk;

    private final boolean scoped;

    /**
     * Creates the layer.
     *
     * @param registry where observations go; nothing is observed while it has no handler
     * @param convention names and keys
     * @param sdk takes the sample
     * @param scoped whether a call's observation is the current one while the call is on its way, which spans and logs need;
     *     where there is only a handler of meters nobody asks, and a call saves 200 bytes
     */
    public ObservationLayer(
            ObservationRegistry registry,
            DynamoDbCallObservationConvention convention,
            SdkMetrics sdk,
            boolean scoped) {
        this.registry = registry;
        this.convention = convention;
        this.sdk = sdk;
        this.scoped = scoped;
    }

    @Override
    public CallSlot slot() {
        return CallSlot.OBSERVATION;
    }

    @Override
    public DynamoDbResponse call(Call call) {
        DynamoDbRequest request = sdk.sampled(call.request(), call.endpoint());
        if (registry.isNoop()) {
            return call.proceed(request);
        }
        DynamoDbCallContext context = new DynamoDbCallContext(call);
        Observation observation = Observation.start(convention, () -> context, registry);
        Observation.Scope scope = scoped ? observation.openScope() : Observation.Scope.NOOP;
        try {
            DynamoDbResponse response = call.proceed(request);
            context.answered(mark(response));
            return response;
        } catch (RuntimeException | Error ex) {
            context.failed(ex);
            observation.error(new ObservedFailure(CallOutcome.of(ex), ex));
            throw ex;
        } finally {
            scope.close();
            observation.stop();
        }
    }

    /** Looks for the header first: nearly all answers are DynamoDB's. */
    private static @Nullable FallbackMark mark(DynamoDbResponse response) {
        SdkHttpResponse http = response.sdkHttpResponse();
        return http != null && http.headers().containsKey(FallbackMark.SOURCE_HEADER)
                ? FallbackMark.of(response).orElse(null)
                : null;
    }
}
