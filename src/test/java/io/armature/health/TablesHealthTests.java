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

import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.resilience.CircuitBreakerId;
import io.armature.resilience.CircuitBreakerId.Kind;
import io.armature.resilience.CircuitBreakerState;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each test fails when the part of the decision that it names is planted away. */
class TablesHealthTests {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static TablesHealth tables(boolean covered) {
        TableCatalogue catalogue = new TableCatalogue();
        catalogue.register(new TableDescription("prod-orders", "orders", "id", null, null, Set.of()));
        catalogue.register(new TableDescription("prod-tracks", "tracks", "id", null, null, Set.of()));
        return new TablesHealth(catalogue, null, table -> covered);
    }

    private static CircuitBreakerState state(
            Kind kind, @Nullable String table, boolean refusing, @Nullable Instant lastAnswer) {
        State state = refusing ? State.OPEN : State.CLOSED;
        return new CircuitBreakerState(
                new CircuitBreakerId(kind, table, "eu-central-1"), state, null, null, refusing, 5, 0, 0, lastAnswer);
    }

    @Test
    void endpointThatIsRefusedShouldSpeakForAllTables() {
        Map<String, TableHealth> found = tables(false).look(List.of(state(Kind.ENDPOINT, null, true, null)));
        assertThat(found.values())
                .hasSize(2)
                .allSatisfy(table -> assertThat(table.status()).isEqualTo("DOWN"))
                .allSatisfy(table -> assertThat(table.reason()).isEqualTo("refused by a circuit breaker"));
    }

    @Test
    void tableThatIsRefusedShouldSpeakForItselfOnly() {
        Map<String, TableHealth> found = tables(false)
                .look(List.of(state(Kind.OUTAGE, "orders", true, NOON), state(Kind.OUTAGE, "tracks", false, NOON)));
        assertThat(found.get("orders").status()).isEqualTo("DOWN");
        assertThat(found.get("tracks").status()).isEqualTo("UP");
    }

    @Test
    void tableThatIsRefusedShouldBeDegradedWhenCopiesAnswer() {
        Map<String, TableHealth> found = tables(true).look(List.of(state(Kind.THROTTLING, "orders", true, null)));
        assertThat(found.get("orders").status()).isEqualTo("DEGRADED");
    }

    @Test
    void lastAnswerShouldBeTheLatestOfTheTablesOwn() {
        Map<String, TableHealth> found = tables(false)
                .look(List.of(
                        state(Kind.OUTAGE, "orders", false, NOON),
                        state(Kind.OUTAGE, "orders", false, NOON.minusSeconds(9)),
                        state(Kind.OUTAGE, "tracks", false, NOON.plusSeconds(60))));
        assertThat(found.get("orders").lastAnswerAt()).isEqualTo(NOON);
        assertThat(tables(false).look(List.of()).get("orders").status()).isEqualTo("UNKNOWN");
    }
}
