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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;

class BulkCircuitBreakerLayerTests {

    private final Breakers breakers = new Breakers();

    private final List<Duration> pauses = new ArrayList<>();

    private final DynamoDbClient bulk = breakers.target.behind(new BulkCircuitBreakerLayer(breakers.all, this::pause));

    private void pause(Duration time) {
        pauses.add(time);
        breakers.clock.advance(time);
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void callWhenCircuitBreakerIsOpenShouldWaitUntilDynamoDbIsTriedAgain() {
        breakers.openByOutage("orders");
        breakers.target.work();
        assertThat(bulk.getItem(ScriptedClient.get("orders"))).isNotNull();

        Duration waited = pauses.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(waited).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void callWhenItFailsShouldFeedNoCircuitBreaker() {
        breakers.target.fail(ScriptedClient.serverError());
        for (int i = 0; i < 100; i++) {
            assertThatExceptionOfType(InternalServerErrorException.class)
                    .isThrownBy(() -> bulk.getItem(ScriptedClient.get("orders")));
        }

        assertThat(breakers.call("orders")).isEqualTo(Breakers.Outcome.FAILED);
        assertThat(pauses).isEmpty();
    }

    @Test
    void callWhenSomebodyClosesTheCircuitBreakerShouldGoOn() {
        breakers.openByOutage("orders");
        breakers.target.work();
        breakers.all.setMode("orders@eu-central-1", CircuitBreakerMode.FORCED_OPEN);
        DynamoDbClient waiting = breakers.target.behind(new BulkCircuitBreakerLayer(breakers.all, time -> {
            pause(time);
            if (pauses.size() == 100) {
                breakers.all.setMode("orders@eu-central-1", CircuitBreakerMode.AUTOMATIC);
            }
        }));

        assertThat(waiting.getItem(ScriptedClient.get("orders"))).isNotNull();
        assertThat(pauses).hasSize(100);
    }

    @Test
    void callWhenInterruptedWhileWaitingShouldEndAndStayInterrupted() {
        breakers.openByOutage("orders");
        DynamoDbClient waiting = breakers.target.behind(new BulkCircuitBreakerLayer(breakers.all, time -> {
            throw new InterruptedException();
        }));
        long before = breakers.target.calls();

        assertThatExceptionOfType(AbortedException.class)
                .isThrownBy(() -> waiting.getItem(ScriptedClient.get("orders")));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(breakers.target.calls()).isEqualTo(before);
    }
}
