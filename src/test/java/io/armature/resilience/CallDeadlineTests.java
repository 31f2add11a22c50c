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
package io.armature.resilience;

import static io.armature.resilience.MatrixSettings.CALL_TIMEOUT;
import static io.armature.resilience.MatrixSettings.LONG_STEPS;
import static io.armature.resilience.MatrixSettings.SHORT_STEPS;
import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.ClientSettings;
import io.armature.client.ClientSettings.RetrySettings;
import io.armature.client.DynamoDbClientBuilderCustomizer;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy.Fault;
import io.armature.support.FaultyAnswer;
import io.armature.support.WithDynamoDbLocal;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** Places in which a call can wait, beside those of the fault matrix. None of them is waited in beyond the call's time. */
@WithDynamoDbLocal
class CallDeadlineTests {

    private static final int CALLS = 5;

    private static final Duration DELAY = Duration.ofMillis(250);

    private static final Duration LONG = Duration.ofSeconds(10);

    private static FaultBench bench;

    @BeforeAll
    static void start(DynamoDbEndpoint engine) {
        bench = FaultBench.on(engine);
        // What the JVM does for the first handshake takes longer than a call may.
        bench.proxy().switchTo(Fault.HUNG);
        try (BenchClient client = bench.tlsClient(SHORT_STEPS.settings())) {
            calls(client);
        }
        bench.repair();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @AfterEach
    void repair() {
        bench.repair();
    }

    @ParameterizedTest
    @EnumSource
    void callWhenAllAddressesOfAHostAreSilentShouldEndInTime(MatrixSettings settings) {
        bench.names().knowAddresses(4);
        bench.proxy().switchTo(Fault.SILENT);
        try (BenchClient client = bench.client(settings.settings(), LONG)) {
            checkTime(calls(client));
        }
    }

    @ParameterizedTest
    @EnumSource
    void callWhenTheHandshakeHangsShouldEndInTime(MatrixSettings settings) {
        bench.proxy().switchTo(Fault.HUNG);
        try (BenchClient client = bench.tlsClient(settings.settings())) {
            checkTime(calls(client));
        }
    }

    @Test
    void callWhenARetryIsFarAwayShouldEndInTime() {
        RetrySettings patient =
                new RetrySettings(5, Duration.ofMillis(25), Duration.ofSeconds(5), Duration.ofSeconds(5));
        bench.proxy().answer(FaultyAnswer.throttled("TableReadKeyRangeThroughputExceeded", bench.table()), 1);
        try (BenchClient client = bench.client(SHORT_STEPS.settings(50, patient), LONG)) {
            CallSeries series = calls(client);
            checkTime(series);
            checkRemembered(series, ProvisionedThroughputExceededException.class);
        }
    }

    @Test
    void callWhenLookUpsHangShouldEndInTimeAndRememberThat() {
        RetrySettings many = new RetrySettings(50, Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(5));
        bench.names().hang();
        try (BenchClient client = bench.client(SHORT_STEPS.settings(50, many), SHORT_STEPS.longestLookUp())) {
            CallSeries series = calls(client);
            checkTime(series);
            checkRemembered(series, UnknownHostException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void callWhenAllConnectionsAreTakenShouldEndInTimeWithAFailureOfTheSdk(MatrixSettings settings) throws Exception {
        bench.proxy().switchTo(Fault.HUNG);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        RetrySettings retry = RetrySettings.defaults();
        try (BenchClient client = bench.client(settings.settings(1, retry), LONG)) {
            Callable<CallSeries> caller = () -> calls(client);
            for (Future<CallSeries> series : callers.invokeAll(Collections.nCopies(8, caller))) {
                checkTime(series.get());
                assertThat(series.get().failures())
                        .allSatisfy(failure -> assertThat(failure).isInstanceOf(SdkException.class));
            }
        } finally {
            callers.shutdown();
        }
    }

    /** The SDK clears an attempt's interrupt, and with it that of the call if it comes just then. Fails when it comes once only. */
    @Test
    void callWhenItsInterruptIsLostBetweenTwoAttemptsShouldEndInTime() {
        RetryStrategy retries = DefaultRetryStrategy.standardStrategyBuilder()
                .useClientDefaults(false)
                .retryOnException(failure -> loseInterrupt())
                .build();
        DynamoDbClientBuilderCustomizer losing = builder -> builder.overrideConfiguration(
                builder.overrideConfiguration().copy(configuration -> configuration.retryStrategy(retries)));
        ClientSettings settings = LONG_STEPS.settings();
        try (BenchClient client = bench.client(settings, LONG, losing)) {
            CallSeries series = CallSeries.of("GET", CALLS, () -> {
                bench.proxy().switchTo(Fault.RESET);
                StoreCall.GET.make(client.client(), bench.table());
            });
            checkTime(series);
            assertThat(series.failures())
                    .allSatisfy(failure -> assertThat(failure).isInstanceOf(ApiCallTimeoutException.class));
        }
    }

    private static CallSeries calls(BenchClient client) {
        return CallSeries.of("GET", CALLS, () -> StoreCall.GET.make(client.client(), bench.table()));
    }

    private static boolean loseInterrupt() {
        bench.proxy().switchTo(Fault.HUNG);
        while (!Thread.interrupted()) {
            LockSupport.park();
        }
        return true;
    }

    private static void checkRemembered(CallSeries series, Class<? extends Throwable> last) {
        assertThat(series.failures()).allSatisfy(failure -> {
            assertThat(failure).isInstanceOf(ApiCallTimeoutException.class);
            assertThat(failure.getSuppressed())
                    .extracting(CallDeadlineTests::root)
                    .hasAtLeastOneElementOfType(last);
        });
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }

    private static void checkTime(CallSeries series) {
        assertThat(series.failures()).hasSize(CALLS);
        assertThat(series.longest()).as("longest of %s", series).isLessThan(CALL_TIMEOUT.plus(DELAY));
        assertThat(series.interrupts()).as("interrupts left").isZero();
    }
}
