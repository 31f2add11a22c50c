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
package io.armature.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.TableCatalogue;
import io.armature.client.dns.DnsSettings;
import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.support.FaultyNames;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Fails when it is planted that no host is told, or only one of the two kinds. */
class NamesHealthTests {

    private static final String HOST = "dynamodb.example.test";

    private final FaultyNames service = new FaultyNames();

    private final LastGoodDnsResolver names = new LastGoodDnsResolver(
            new DnsSettings(Duration.ofSeconds(10), Duration.ofDays(1), Duration.ofSeconds(10)), service::lookUp);

    @AfterEach
    void close() {
        names.close();
        service.close();
    }

    private Health health() {
        return new DynamoDbHealthIndicator(null, names, new TableCatalogue(), null, table -> false).health();
    }

    private Map<?, ?> told() {
        Map<?, ?> told = (Map<?, ?>) health().getDetails().get("names");
        assertThat(told).hasSize(1);
        return (Map<?, ?>) told.get(HOST);
    }

    @Test
    void nameThatIsKnownShouldNotBeTold() throws Exception {
        assertThat(health().getDetails()).doesNotContainKey("names");
        names.resolve(HOST);
        assertThat(health().getDetails()).doesNotContainKey("names");
    }

    @Test
    void nameThatIsLostShouldBeToldWithoutMakingItDown() throws Exception {
        Instant before = Instant.now();
        names.resolve(HOST);
        service.forget();
        names.resolve(HOST);

        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(told().get("addresses")).isEqualTo("last good ones");
        assertThat(told().get("reason")).isNotNull();
        assertThat((Instant) told().get("lastGoodAt")).isAfterOrEqualTo(before).isBeforeOrEqualTo((Instant)
                told().get("since"));

        service.know();
        names.resolve(HOST);
        assertThat(health().getDetails()).doesNotContainKey("names");
    }

    @Test
    void nameThatWasNeverKnownShouldBeTold() {
        service.forget();
        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> names.resolve(HOST));

        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(told().get("addresses")).isEqualTo("none");
        assertThat(told().get("since")).isNull();
        assertThat(told().get("lastGoodAt")).isNull();
    }
}
