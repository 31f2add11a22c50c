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

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * The SDK's own metrics of a sample of the calls, as meters: measuring each call would cost it a seventh of its time. Safe for
 * use by concurrent threads.
 */
public final class SdkMetrics implements MeterBinder, PoolStates {

    private final double share;

    private final DoubleSupplier chance;

    private final Clock clock;

    private final Map<String, SdkMetricPublisher> publishers = new ConcurrentHashMap<>();

    private volatile @Nullable MeterRegistry registry;

    /**
     * Creates the sampler. Until it is bound to a registry no call is in the sample.
     *
     * @param share of the calls that are measured, from 0 to 1
     */
    public SdkMetrics(double share) {
        this(share, () -> ThreadLocalRandom.current().nextDouble(), Clock.systemUTC());
    }

    SdkMetrics(double share, DoubleSupplier chance, Clock clock) {
        this.share = share;
        this.chance = chance;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public List<PoolState> pools() {
        return publishers.values().stream()
                .map(SdkMetricPublisher::pool)
                .filter(pool -> pool.seenAt() != null)
                .sorted(Comparator.comparing(PoolState::endpoint))
                .toList();
    }

    /** Returns the request, with a publisher if it is in the sample. A publisher that it brings along stays there. */
    DynamoDbRequest sampled(DynamoDbRequest request, String endpoint) {
        MeterRegistry meters = registry;
        if (meters == null || share <= 0 || chance.getAsDouble() >= share) {
            return request;
        }
        SdkMetricPublisher publisher =
                publishers.computeIfAbsent(endpoint, called -> new SdkMetricPublisher(meters, called, clock));
        AwsRequestOverrideConfiguration.Builder configuration = request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder);
        DynamoDbRequest.Builder measured = request.toBuilder();
        return (DynamoDbRequest) measured.overrideConfiguration(
                        configuration.addMetricPublisher(publisher).build())
                .build();
    }
}
