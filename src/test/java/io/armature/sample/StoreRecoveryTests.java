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
package io.armature.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.resilience.CircuitBreakerState;
import io.armature.resilience.CircuitBreakers;
import io.armature.resilience.fallback.FallbackStatistics;
import io.armature.sample.StoreClient.Answer;
import io.armature.sample.local.LocalFiles;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy;
import io.armature.support.WithDynamoDbLocal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The store while its DynamoDB goes away and comes back. */
@WithDynamoDbLocal
class StoreRecoveryTests {

    @Test
    void storeWhenDynamoDbGoesAndComesBackShouldRefuseAndRecoverByItself(DynamoDbEndpoint engine) {
        try (FaultProxy proxy = new FaultProxy(engine.uri());
                ConfigurableApplicationContext application = StoreApplication.start(
                        "--server.port=0",
                        "--armature.client.endpoint=" + proxy.uri(),
                        "--armature.schema.table-prefix=" + engine.uniqueTableName("recovery") + "-",
                        "--armature.circuit-breaker.open-duration=3s",
                        // A busy machine may take longer than what a call should wait.
                        "--armature.fallback.store-timeout=2s",
                        "--armature.fallback.read-timeout=2s",
                        "--armature.encryption.local.key-file=" + LocalFiles.keyFile(false))) {
            StoreClient store = new StoreClient(application);
            Answer before = store.get("/customers/1");
            assertThat(before.status()).isEqualTo(200);
            assertThat(before.source()).isEqualTo("dynamodb");
            assertThat(store.get("/customers/1000").status()).isEqualTo(404);
            FallbackStatistics statistics = application.getBean(FallbackStatistics.class);
            Awaitility.await().until(() -> statistics.count(FallbackStatistics.Event.FILL) > 0);

            proxy.switchTo(FaultProxy.Fault.REFUSED);
            // That there is no such customer is only known of DynamoDB itself.
            List<Answer> failing = Stream.generate(() -> store.get("/customers/1000"))
                    .limit(12)
                    .toList();
            assertThat(failing).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.type()).isEqualTo("application/problem+json");
            });
            CircuitBreakerState endpoint = application.getBean(CircuitBreakers.class).states().stream()
                    .filter(state -> state.id().table() == null)
                    .findFirst()
                    .orElseThrow();
            assertThat(endpoint.since()).isNotNull();
            assertThat(endpoint.refusedCalls()).isPositive();
            assertThat(store.get("/actuator/health").body().toString())
                    .contains(endpoint.id().name());

            Answer copy = store.get("/customers/1");
            assertThat(copy.status()).isEqualTo(200);
            assertThat(copy.body()).isEqualTo(before.body());
            assertThat(copy.source()).isEqualTo("fallback");
            assertThat(store.get("/actuator/health/dynamodb")
                            .body()
                            .get("status")
                            .stringValue())
                    .isEqualTo("DEGRADED");

            proxy.switchTo(FaultProxy.Fault.NONE);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> store.get("/customers/1").source().equals("dynamodb"));
            assertThat(store.get("/orders/1").status()).isEqualTo(200);
        }
    }
}
