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
package io.armature.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is measured, and where it is sent.
 *
 * @param sdkSampling Share of the calls of which the SDK's own metrics are taken, from 0 to 1. Measuring a call costs it a seventh of its time.
 * @param cloudwatch Metrics that are sent to Amazon CloudWatch.
 */
@ConfigurationProperties("armature.metrics")
record MetricsProperties(
        @DefaultValue("0.01") double sdkSampling,
        @DefaultValue CloudWatch cloudwatch) {

    MetricsProperties {
        Checks.between("armature.metrics.sdk-sampling", sdkSampling, 0.0, 1.0);
    }

    /**
     * Metrics that are sent to Amazon CloudWatch.
     *
     * @param enabled Whether metrics are sent. They are not without a namespace.
     * @param namespace Namespace of the metrics in CloudWatch.
     * @param step Time between two reports.
     * @param batchSize Metrics in one request to CloudWatch.
     * @param include Names of meters, or beginnings of names up to a dot, that are sent beside the application's own and a few of Armature's.
     * @param exclude Names of meters, or beginnings of names up to a dot, that are not sent.
     * @param endpoint Address of CloudWatch, for emulators and VPC endpoints. By default that of the region.
     */
    record CloudWatch(
            @DefaultValue("true") boolean enabled,
            @Nullable String namespace,
            @DefaultValue("1m") Duration step,
            @DefaultValue("1000") int batchSize,
            @DefaultValue Set<String> include,
            @DefaultValue Set<String> exclude,
            @Nullable URI endpoint) {

        private static final String PREFIX = "armature.metrics.cloudwatch";

        CloudWatch {
            Checks.between(PREFIX + ".step", step, Duration.ofSeconds(1), Duration.ofHours(1));
            Checks.between(PREFIX + ".batch-size", batchSize, 1, 1000);
            Checks.wholeAddress(PREFIX + ".endpoint", endpoint);
        }
    }
}
