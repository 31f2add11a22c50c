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
package io.armature.insight;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Calls of a second or of 100 units are logged, one line a minute for each access pattern. */
class CallLogTests {

    private static final Duration FAST = Duration.ofMillis(999);

    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Logger logger = (Logger) LoggerFactory.getLogger(QueryInsight.class);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private final Insights insights = new Insights();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    private void query(String table, Duration time, double units) {
        insights.layer.call(new StubCall(
                "Query",
                List.of(table),
                QueryRequest.builder()
                        .tableName(table)
                        .indexName("by-customer")
                        .keyConditionExpression("customer = :c")
                        .expressionAttributeValues(Map.of(":c", AttributeValue.fromS("alice@example.org")))
                        .build(),
                sent -> {
                    insights.advance(time);
                    return QueryResponse.builder()
                            .count(7)
                            .scannedCount(1_234)
                            .consumedCapacity(ConsumedCapacity.builder()
                                    .tableName(table)
                                    .capacityUnits(units)
                                    .build())
                            .build();
                }));
        // The call is logged when it is counted, at the time of the clock.
        insights.insight.report();
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void callsBelowBothBoundsShouldNotBeLogged() {
        query("orders", FAST, 99.5);
        assertThat(lines()).isEmpty();
    }

    @Test
    void slowCallShouldBeLoggedWithItsNumbers() {
        query("orders", SLOW, 2.5);
        assertThat(lines())
                .containsExactly("Slow call: Query of orders/by-customer took 1000 ms, read 1,234 items, returned 7 and"
                        + " consumed 2.5 units (0 more such calls since the last line)");
        assertThat(log.list).allSatisfy(event -> assertThat(event.getLevel()).isEqualTo(Level.WARN));
        assertThat(lines().toString()).doesNotContain("alice");
    }

    @Test
    void expensiveCallShouldBeLogged() {
        query("orders", FAST, 100);
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("Expensive call: ")
                .contains("100.0 units");
    }

    @Test
    void patternShouldBeLoggedOnceInAnIntervalWithWhatWasLeftOut() {
        query("orders", SLOW, 1);
        query("orders", SLOW, 1);
        query("orders", SLOW, 1);
        // Fast calls are no such calls.
        query("orders", FAST, 1);
        assertThat(lines()).hasSize(1);
        query("carts", SLOW, 1);
        assertThat(lines()).hasSize(2);
        insights.advance(Duration.ofSeconds(57));
        query("orders", SLOW, 1);
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(2)).contains("(2 more such calls");
        insights.advance(Duration.ofMinutes(1));
        query("orders", SLOW, 1);
        assertThat(lines().get(3)).contains("(0 more such calls");
        query("orders", SLOW, 1);
        assertThat(lines()).hasSize(4);
    }
}
