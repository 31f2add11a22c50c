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

import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.health.TableProbe.Finding;
import io.armature.resilience.CircuitBreakerId;
import io.armature.resilience.CircuitBreakerState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Status;

/** Judges each table by its circuit breakers, by the last answer, and by a call where nobody has called it for long. */
final class TablesHealth {

    private final TableCatalogue catalogue;

    private final @Nullable TableProbe probe;

    private final Predicate<@Nullable String> covered;

    TablesHealth(TableCatalogue catalogue, @Nullable TableProbe probe, Predicate<@Nullable String> covered) {
        this.catalogue = catalogue;
        this.probe = probe;
        this.covered = covered;
    }

    /** Returns the tables by their logical names. One that DynamoDB cannot be reached for speaks for those after it. */
    Map<String, TableHealth> look(List<CircuitBreakerState> breakers) {
        Map<String, TableHealth> found = new TreeMap<>();
        boolean away = false;
        for (TableDescription table : catalogue.tables()) {
            Instant answered = lastAnswer(table, breakers);
            TableHealth health;
            if (isRefused(table, breakers)) {
                health = broken(table, answered, "refused by a circuit breaker");
            } else {
                Finding finding = probe == null ? null : probe.look(table.physicalName(), answered, !away);
                away |= finding != null && finding.away();
                health = judge(table, answered, finding);
            }
            found.put(table.logicalName(), health);
        }
        return found;
    }

    private TableHealth judge(TableDescription table, @Nullable Instant answered, @Nullable Finding finding) {
        if (finding == null) {
            return new TableHealth((answered == null ? Status.UNKNOWN : Status.UP).getCode(), answered, null);
        }
        if (finding.reason() == null) {
            return new TableHealth(Status.UP.getCode(), finding.at(), null);
        }
        return finding.away()
                ? broken(table, answered, finding.reason())
                : new TableHealth(Status.DOWN.getCode(), answered, finding.reason());
    }

    private TableHealth broken(TableDescription table, @Nullable Instant answered, String reason) {
        Status status = covered.test(table.logicalName()) ? DynamoDbHealthIndicator.DEGRADED : Status.DOWN;
        return new TableHealth(status.getCode(), answered, reason);
    }

    private static boolean isRefused(TableDescription table, List<CircuitBreakerState> breakers) {
        return breakers.stream()
                .anyMatch(breaker -> breaker.refusing()
                        && (breaker.id().kind() == CircuitBreakerId.Kind.ENDPOINT || isOf(table, breaker)));
    }

    private static @Nullable Instant lastAnswer(TableDescription table, List<CircuitBreakerState> breakers) {
        Instant last = null;
        for (CircuitBreakerState breaker : breakers) {
            Instant answer = breaker.lastAnswer();
            if (answer != null && isOf(table, breaker) && (last == null || answer.isAfter(last))) {
                last = answer;
            }
        }
        return last;
    }

    private static boolean isOf(TableDescription table, CircuitBreakerState breaker) {
        return table.logicalName().equals(breaker.id().table());
    }
}
