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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class TableProbeTests {

    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Describing client = new Describing();

    private Instant now = Instant.parse("2026-11-23T06:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final TableProbe probe = new TableProbe(client, IDLE, clock);

    private Health health(boolean covered) {
        TableCatalogue catalogue = new TableCatalogue();
        catalogue.register(new TableDescription("prod-orders", "orders", "id", null, null, Set.of()));
        catalogue.register(new TableDescription("prod-tracks", "tracks", "id", null, null, Set.of()));
        return new DynamoDbHealthIndicator(null, null, catalogue, probe, table -> covered).health();
    }

    private static TableHealth table(Health health, String name) {
        return (TableHealth) ((Map<?, ?>) health.getDetails().get("tables")).get(name);
    }

    @Test
    void idleTableShouldBeCalledOnceInAWhile() {
        assertThat(health(false).getStatus()).isEqualTo(Status.UP);
        assertThat(health(false).getStatus()).isEqualTo(Status.UP);
        assertThat(client.asked).containsExactlyInAnyOrder("prod-orders", "prod-tracks");
        assertThat(table(health(false), "orders").lastAnswerAt()).isEqualTo(now);

        now = now.plus(IDLE).plusSeconds(1);
        assertThat(health(false).getStatus()).isEqualTo(Status.UP);
        assertThat(client.asked).hasSize(4);
    }

    @Test
    void tableThatIsInUseShouldNotBeCalled() {
        assertThat(probe.look("prod-orders", now.minusSeconds(59), true)).isNull();
        assertThat(client.asked).isEmpty();
        assertThat(probe.look("prod-orders", now.minusSeconds(61), true)).isNotNull();
        assertThat(client.asked).containsExactly("prod-orders");
    }

    @Test
    void tablesWhenDynamoDbIsAwayShouldBeDownAndTheFirstOneSpeaksForAll() {
        client.failure = ApiCallTimeoutException.builder().build();
        Health down = health(false);
        assertThat(down.getStatus()).isEqualTo(Status.DOWN);
        assertThat(client.asked).hasSize(1);
        assertThat(List.of(table(down, "orders").status(), table(down, "tracks").status()))
                .containsExactlyInAnyOrder("DOWN", "UNKNOWN");

        client.failure = null;
        assertThat(health(false).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void tablesWhenCoveredShouldBeDegraded() {
        client.failure = ApiCallTimeoutException.builder().build();
        assertThat(health(true).getStatus()).isEqualTo(DynamoDbHealthIndicator.DEGRADED);
    }

    @Test
    void tableThatIsMissingShouldBeDownAlsoWhenCovered() {
        client.failure = ResourceNotFoundException.builder().statusCode(400).build();
        Health down = health(true);
        assertThat(down.getStatus()).isEqualTo(Status.DOWN);
        assertThat(table(down, "orders").reason()).isEqualTo("missing");
    }

    @Test
    void refusalByDynamoDbShouldShowThatItIsThere() {
        client.failure = DynamoDbException.builder()
                .statusCode(400)
                .awsErrorDetails(software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                        .errorCode("AccessDeniedException")
                        .build())
                .build();
        assertThat(health(false).getStatus()).isEqualTo(Status.UP);
    }

    private static final class Describing implements DynamoDbClient {

        private final List<String> asked = new ArrayList<>();

        private @Nullable RuntimeException failure;

        @Override
        public DescribeTableResponse describeTable(DescribeTableRequest request) {
            asked.add(request.tableName());
            assertThat(request.overrideConfiguration().orElseThrow().apiCallTimeout())
                    .contains(Duration.ofSeconds(1));
            if (failure != null) {
                throw failure;
            }
            return DescribeTableResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
