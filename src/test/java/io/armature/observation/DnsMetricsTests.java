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

import io.armature.client.dns.DnsSettings;
import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.client.dns.StubLookup;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DnsMetricsTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void meterShouldCountOutcomes() {
        Duration wait = Duration.ofMillis(100);
        try (StubLookup lookup = new StubLookup();
                LastGoodDnsResolver names =
                        new LastGoodDnsResolver(new DnsSettings(wait, Duration.ofDays(1), wait), lookup)) {
            new DnsMetrics(names).bindTo(registry);
            lookup.fail();
            resolve(names, 3);
            lookup.answer("127.0.0.1");
            resolve(names, 4);
            lookup.fail();
            resolve(names, 2);
            assertThat(count("failure")).isEqualTo(3);
            assertThat(count("success")).isEqualTo(4);
            assertThat(count("stale-used")).isEqualTo(2);
            assertThat(count("timeout")).isZero();
        }
        assertThat(registry.getMeters()).hasSize(4).allSatisfy(meter -> {
            assertThat(meter.getId().getType()).isEqualTo(Meter.Type.COUNTER);
            assertThat(meter.getId().getDescription()).isNotBlank();
        });
        assertThat(DnsMeter.LOOKUPS.getType()).isEqualTo(Meter.Type.COUNTER);
    }

    private static void resolve(LastGoodDnsResolver names, int times) {
        for (int call = 0; call < times; call++) {
            try {
                names.resolve("dynamodb.example.test");
            } catch (UnknownHostException ex) {
                assertThat(ex).hasMessageStartingWith("dynamodb.example.test");
            }
        }
    }

    private double count(String outcome) {
        return registry.get("armature.dns.lookups")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }
}
