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
import static org.awaitility.Awaitility.await;

import io.armature.sample.local.LocalFiles;
import io.armature.sample.local.LocalRedis;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The store while Redis is away: seen in health, in a meter and in the endpoint, and by no customer. */
@WithDynamoDbLocal
class StoreRedisOutageTests {

    @Test
    void outageShouldBeSeenByTheOperatorAndByNoCustomer(DynamoDbEndpoint engine) {
        LocalRedis redis = LocalRedis.start();
        try (ConfigurableApplicationContext application = StoreApplication.start(
                "--server.port=0",
                "--armature.client.endpoint=" + engine.uri(),
                "--armature.schema.table-prefix=" + engine.uniqueTableName("redis") + "-",
                "--spring.data.redis.host=" + redis.host(),
                "--spring.data.redis.port=" + redis.port(),
                // Spring Boot's own waits for Redis.
                "--management.health.redis.enabled=false",
                "--spring.data.redis.timeout=1s",
                "--armature.encryption.local.key-file=" + LocalFiles.keyFile(false))) {
            StoreClient store = new StoreClient(application);
            MeterRegistry meters =
                    application.getBeanProvider(MeterRegistry.class).getIfAvailable(SimpleMeterRegistry::new);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> health(store).at("/status").stringValue().equals("UP"));

            redis.close();
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(store.get("/customers/1").status()).isEqualTo(200);
                assertThat(health(store).at("/status").stringValue()).isEqualTo("DEGRADED");
            });
            assertThat(health(store).at("/details/store").stringValue()).isEqualTo("away");
            assertThat(store.get("/actuator/health").status()).isEqualTo(200);
            assertThat(store.patch("/customers/57", "{\"phone\":\"+44 0131 315 3300\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(meters.get("armature.fallback.events")
                            .tag("event", "store-failure")
                            .functionCounter()
                            .count())
                    .isPositive();
            assertThat(store.get("/actuator/dynamodb/fallback")
                            .body()
                            .at("/events/store-failure")
                            .longValue())
                    .isPositive();
        }
    }

    private static JsonNode health(StoreClient store) {
        return store.get("/actuator/health").body().at("/components/fallback");
    }
}
