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

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/** Turns what the SDK measured of a call at one endpoint into meters. Called on the thread of the call. */
final class SdkMetricPublisher implements MetricPublisher {

    private static final Map<SdkMetric<Duration>, String> PHASES = Map.of(
            CoreMetric.API_CALL_DURATION, "call",
            CoreMetric.MARSHALLING_DURATION, "marshalling",
            CoreMetric.CREDENTIALS_FETCH_DURATION, "credentials",
            CoreMetric.ENDPOINT_RESOLVE_DURATION, "endpoint",
            CoreMetric.SIGNING_DURATION, "signing",
            CoreMetric.SERVICE_CALL_DURATION, "attempt",
            CoreMetric.BACKOFF_DELAY_DURATION, "pause",
            CoreMetric.UNMARSHALLING_DURATION, "unmarshalling",
            HttpMetric.CONCURRENCY_ACQUIRE_DURATION, "connection",
            CoreMetric.TIME_TO_FIRST_BYTE, "first-byte");

    private final MeterRegistry registry;

    private final String endpoint;

    private final Clock clock;

    private volatile PoolState pool;

    SdkMetricPublisher(MeterRegistry registry, String endpoint, Clock clock) {
        this.registry = registry;
        this.endpoint = endpoint;
        this.clock = clock;
        this.pool = new PoolState(endpoint, 0, 0, 0, 0, null);
        connections("leased", PoolState::leasedConnections);
        connections("available", PoolState::availableConnections);
        connections("max", PoolState::maxConnections);
        gauge(SdkMeter.PENDING, "", PoolState::pendingAcquires);
    }

    private void connections(String state, ToDoubleFunction<PoolState> value) {
        gauge(SdkMeter.CONNECTIONS, state, value);
    }

    private void gauge(SdkMeter meter, String state, ToDoubleFunction<PoolState> value) {
        Gauge.Builder<SdkMetricPublisher> gauge = Gauge.builder(
                        meter.getName(),
                        this,
                        seen -> seen.pool.seenAt() == null ? Double.NaN : value.applyAsDouble(seen.pool))
                .description(meter.text().description())
                .baseUnit(meter.getBaseUnit())
                .tag("endpoint", endpoint);
        (state.isEmpty() ? gauge : gauge.tag("state", state)).register(registry);
    }

    PoolState pool() {
        return pool;
    }

    @Override
    public void publish(MetricCollection call) {
        String operation = call.metricValues(CoreMetric.OPERATION_NAME).stream()
                .findFirst()
                .orElse("unknown");
        call.metricValues(CoreMetric.RETRY_COUNT)
                .forEach(retries -> DistributionSummary.builder(SdkMeter.ATTEMPTS.getName())
                        .description(SdkMeter.ATTEMPTS.text().description())
                        .baseUnit(SdkMeter.ATTEMPTS.getBaseUnit())
                        .tag("operation", operation)
                        .register(registry)
                        .record(1.0 + retries));
        read(call, operation);
    }

    /** A collection holds what was measured of the call, with one below it for each attempt, and those of its request below. */
    private void read(MetricCollection part, String operation) {
        PHASES.forEach((metric, phase) -> part.metricValues(metric).forEach(time -> record(phase, operation, time)));
        part.metricValues(CoreMetric.ERROR_TYPE).forEach(this::failed);
        readPool(part);
        part.children().forEach(child -> read(child, operation));
    }

    private void record(String phase, String operation, Duration time) {
        Timer.builder(SdkMeter.PHASES.getName())
                .description(SdkMeter.PHASES.text().description())
                .tag("phase", phase)
                .tag("operation", operation)
                .register(registry)
                .record(time);
    }

    private void failed(String type) {
        Counter.builder(SdkMeter.ERRORS.getName())
                .description(SdkMeter.ERRORS.text().description())
                .tag("type", type)
                .register(registry)
                .increment();
    }

    private void readPool(MetricCollection part) {
        int max = value(part, HttpMetric.MAX_CONCURRENCY);
        if (max > 0) {
            pool = new PoolState(
                    endpoint,
                    max,
                    value(part, HttpMetric.LEASED_CONCURRENCY),
                    value(part, HttpMetric.AVAILABLE_CONCURRENCY),
                    value(part, HttpMetric.PENDING_CONCURRENCY_ACQUIRES),
                    clock.instant());
        }
    }

    private static int value(MetricCollection part, SdkMetric<Integer> metric) {
        return part.metricValues(metric).stream().findFirst().orElse(0);
    }

    @Override
    public void close() {}
}
