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

import io.armature.resilience.fallback.FallbackSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the answers to reads by key while DynamoDB is away.
 *
 * @param enabled Whether reads of all tables are stored and answered. Single tables can say otherwise.
 * @param store Where copies are kept. By default in Redis if one is configured, else in the process.
 * @param namespace Beginning of all names in Redis. By default the name of the application.
 * @param maxStaleness Age up to which a copy is answered.
 * @param readTimeout Time that a read of such a table may take before a copy is answered.
 * @param storeTimeout Time that the store may cost a call in all.
 * @param maxItemSize Size of an item beyond which no copy is kept.
 * @param maxInProcessSize Memory that copies in the process may take.
 */
@ConfigurationProperties("armature.fallback")
record FallbackProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("auto") Store store,
        @Nullable String namespace,
        @DefaultValue("300s") Duration maxStaleness,
        @DefaultValue("500ms") Duration readTimeout,
        @DefaultValue("20ms") Duration storeTimeout,
        @DefaultValue("64KB") DataSize maxItemSize,
        @DefaultValue("64MB") DataSize maxInProcessSize) {

    FallbackProperties {
        Checks.between("armature.fallback.max-staleness", maxStaleness, Duration.ofSeconds(10), Duration.ofDays(1));
        Checks.oneMillisecondOrMore("armature.fallback.read-timeout", readTimeout);
        Checks.oneMillisecondOrMore("armature.fallback.store-timeout", storeTimeout);
        Checks.between(
                "armature.fallback.max-item-size", maxItemSize, DataSize.ofKilobytes(1), DataSize.ofKilobytes(512));
        Checks.between(
                "armature.fallback.max-in-process-size",
                maxInProcessSize,
                DataSize.ofMegabytes(1),
                DataSize.ofGigabytes(16));
    }

    /** Returns the settings, in which a read takes no longer than any call. */
    FallbackSettings toSettings(Duration callTimeout) {
        FallbackSettings defaults = FallbackSettings.defaults();
        return new FallbackSettings(
                maxStaleness,
                readTimeout.compareTo(callTimeout) < 0 ? readTimeout : callTimeout,
                storeTimeout,
                defaults.quietTime(),
                defaults.maxFillAge(),
                Math.toIntExact(maxItemSize.toBytes()),
                defaults.fillQueue());
    }

    /** Where copies are kept. */
    enum Store {
        /** In Redis if one is configured, else in the process. */
        AUTO,
        /** In Redis. */
        REDIS,
        /** In the process. */
        IN_PROCESS
    }
}
