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

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterSelectionTests {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @ParameterizedTest
    @CsvSource({
        "orders.placed, true",
        "jvm.memory.used, false",
        "jvmless, true",
        "armature.dynamodb.call, true",
        "armature.dynamodb.call.active, false",
        "armature.update.conflicts, true",
        "armature.update.attempts, false",
        "armature.sdk.phase, false",
        "orders.internal.cache, false",
        "http.server.requests, false"
    })
    void meterShouldBeSentByTheMostSpecificName(String name, boolean sent) {
        registry.config()
                .meterFilter(new MeterSelection(Set.of("armature.update.conflicts"), Set.of("orders.internal")));
        registry.counter(name);

        assertThat(registry.find(name).counters()).hasSize(sent ? 1 : 0);
    }

    @Test
    void callsOfAllMethodsShouldBeAddedUp() {
        registry.config().meterFilter(new MeterSelection(Set.of(), Set.of()));
        registry.timer("armature.dynamodb.call", "table", "orders", "method", "Orders.a", "error", "none")
                .record(java.time.Duration.ofMillis(1));
        registry.timer("armature.dynamodb.call", "table", "orders", "method", "Orders.b", "error", "none")
                .record(java.time.Duration.ofMillis(1));

        Meter.Id id = registry.get("armature.dynamodb.call").timer().getId();
        assertThat(id.getTags()).hasSize(1);
        assertThat(registry.get("armature.dynamodb.call").timer().count()).isEqualTo(2);
    }
}
