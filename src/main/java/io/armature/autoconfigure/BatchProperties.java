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

import io.armature.batch.BatchRate;
import io.armature.batch.BatchSettings;
import io.armature.client.ClientSettings;
import io.armature.client.UnitPrices;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Bulk writing and reading.
 *
 * @param itemsPerSecond Items that a job writes or reads in a second. 100 if no other rate is set.
 * @param unitsPerSecond Capacity units that a job uses in a second, indexes included, in place of a number of items.
 * @param adaptive Whether a job looks for the rate that each table can take, in place of a fixed one.
 * @param concurrency Requests of a job that are on their way at once.
 * @param maxAttempts How often an item is sent before it has failed.
 * @param baseDelay Longest pause after a first failure. It doubles with each failure in a row.
 * @param maxDelay Longest pause after any number of failures.
 * @param maxPendingItems Items of a job that are held in memory at most.
 * @param maxPendingSize Size up to which items of a job are held in memory.
 * @param attemptTimeout Time that one attempt of a request may take.
 * @param callTimeout Time that a request may take.
 * @param shutdownTimeout Time in which requests on their way are finished when the application is shut down.
 * @param scope Whether each instance of the application has the rate, or all of them together have it.
 * @param expectedInstances Instances among which the rate is divided before any was seen, if all have it together.
 * @param namespace Beginning of the names of rates in Redis. Applications that use the same share their rates. By default the
 *     name of the application.
 * @param price Prices that costs are estimated with.
 */
@ConfigurationProperties("armature.batch")
record BatchProperties(
        @Nullable Double itemsPerSecond,
        @Nullable Double unitsPerSecond,
        @DefaultValue("false") boolean adaptive,
        @DefaultValue("10") int concurrency,
        @DefaultValue("10") int maxAttempts,
        @DefaultValue("50ms") Duration baseDelay,
        @DefaultValue("5s") Duration maxDelay,
        @DefaultValue("10000") int maxPendingItems,
        @DefaultValue("64MB") DataSize maxPendingSize,
        @DefaultValue("10s") Duration attemptTimeout,
        @DefaultValue("30s") Duration callTimeout,
        @DefaultValue("20s") Duration shutdownTimeout,
        @DefaultValue("instance") Scope scope,
        @DefaultValue("1") int expectedInstances,
        @Nullable String namespace,
        @DefaultValue Price price) {

    private static final String PREFIX = "armature.batch.";

    BatchProperties {
        positive("items-per-second", itemsPerSecond);
        positive("units-per-second", unitsPerSecond);
        if (unitsPerSecond != null && itemsPerSecond != null) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + "units-per-second",
                    unitsPerSecond,
                    "A job has one rate, and " + PREFIX + "items-per-second is set as well; remove one of them.");
        }
        if (adaptive && (unitsPerSecond != null || itemsPerSecond != null)) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + "adaptive",
                    true,
                    "A rate that adapts can't be a fixed one as well; remove " + PREFIX
                            + (unitsPerSecond != null ? "units-per-second." : "items-per-second."));
        }
        if (adaptive && scope == Scope.FLEET) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + "adaptive",
                    true,
                    "A rate that adapts finds each instance's share of a table by itself; set " + PREFIX
                            + "scope to instance, or set " + PREFIX + "items-per-second or units-per-second.");
        }
        if (scope == Scope.FLEET) {
            atMostAMillion("items-per-second", itemsPerSecond);
            atMostAMillion("units-per-second", unitsPerSecond);
        }
        Checks.atLeast(PREFIX + "expected-instances", expectedInstances, 1);
        Checks.between(PREFIX + "concurrency", concurrency, 1, 100);
        Checks.atLeast(PREFIX + "max-attempts", maxAttempts, 1);
        Checks.oneMillisecondOrMore(PREFIX + "base-delay", baseDelay);
        Checks.notLonger(PREFIX + "base-delay", baseDelay, PREFIX + "max-delay", maxDelay);
        Checks.atLeast(PREFIX + "max-pending-items", maxPendingItems, 100);
        Checks.between(PREFIX + "max-pending-size", maxPendingSize, DataSize.ofMegabytes(1), DataSize.ofGigabytes(16));
        Checks.oneMillisecondOrMore(PREFIX + "attempt-timeout", attemptTimeout);
        Checks.notLonger(PREFIX + "attempt-timeout", attemptTimeout, PREFIX + "call-timeout", callTimeout);
        Checks.oneMillisecondOrMore(PREFIX + "shutdown-timeout", shutdownTimeout);
    }

    private static void positive(String key, @Nullable Double value) {
        if (value != null && !(value > 0)) {
            throw new InvalidConfigurationPropertyValueException(PREFIX + key, value, "It must be more than 0.");
        }
    }

    private static void atMostAMillion(String key, @Nullable Double value) {
        if (value != null && value > 1_000_000) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + key, value, "A rate that instances share is at most 1,000,000 per second.");
        }
    }

    BatchSettings toSettings() {
        return new BatchSettings(
                rate(), concurrency, maxAttempts, baseDelay, maxDelay, maxPendingItems, maxPendingSize.toBytes());
    }

    private BatchRate rate() {
        if (adaptive) {
            return BatchRate.adaptive();
        }
        if (unitsPerSecond != null) {
            return BatchRate.unitsPerSecond(unitsPerSecond);
        }
        return itemsPerSecond == null ? BatchSettings.defaults().rate() : BatchRate.itemsPerSecond(itemsPerSecond);
    }

    /** Repeats nothing inside the SDK: what a job sends again, when and why, is its own decision, and is counted. */
    ClientSettings toSettings(ClientSettings client) {
        ClientSettings.RetrySettings retry = client.retry();
        return new ClientSettings(
                Math.max(client.maxConnections(), concurrency),
                client.tcpKeepAlive(),
                client.connectTimeout(),
                attemptTimeout,
                callTimeout,
                attemptTimeout,
                client.acquireTimeout(),
                client.maxIdleTime(),
                new ClientSettings.RetrySettings(1, retry.baseDelay(), retry.throttlingBaseDelay(), retry.maxDelay()),
                client.fips(),
                client.dualstack(),
                client.maxRegions());
    }

    /** Who has the rate. */
    enum Scope {
        /** Each instance. */
        INSTANCE,
        /** All instances together. */
        FLEET
    }

    /**
     * Prices of on-demand capacity. Those of us-east-1 by default, as of November 2024.
     *
     * @param writeUnits Price of a million write request units.
     * @param readUnits Price of a million read request units.
     * @param currency Currency of both.
     * @param confirmAbove Cost above which an import has to be confirmed.
     */
    record Price(
            @DefaultValue("0.625") double writeUnits,
            @DefaultValue("0.125") double readUnits,
            @DefaultValue("USD") String currency,
            @DefaultValue("10") double confirmAbove) {

        Price {
            Checks.between(PREFIX + "price.write-units", writeUnits, 0.0, 1e6);
            Checks.between(PREFIX + "price.read-units", readUnits, 0.0, 1e6);
            Checks.between(PREFIX + "price.confirm-above", confirmAbove, 0.0, 1e9);
        }

        UnitPrices toPrices() {
            return new UnitPrices(writeUnits, readUnits, currency);
        }
    }
}
