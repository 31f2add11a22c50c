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

import io.armature.sample.customer.Customer;
import io.armature.sample.customer.CustomerRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy;
import io.armature.support.FaultProxy.Fault;
import io.armature.support.WithLocalStack;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The store while KMS is away: seen in health, in a meter and in the endpoint, and by no customer as long as the grace lasts. */
@WithLocalStack
class StoreKmsOutageTests {

    @Test
    void outageShouldBeSeenByTheOperatorAndByNoCustomer(DynamoDbEndpoint endpoint) {
        try (FaultProxy kms = new FaultProxy(endpoint.uri());
                ConfigurableApplicationContext application = StoreApplication.start(
                        "--server.port=0",
                        "--armature.client.endpoint=" + endpoint.uri(),
                        "--armature.encryption.kms.endpoint=" + kms.uri(),
                        "--armature.encryption.cache.max-age=1s",
                        "--armature.schema.table-prefix=" + endpoint.uniqueTableName("outage") + "-")) {
            StoreClient store = new StoreClient(application);
            MeterRegistry meters =
                    application.getBeanProvider(MeterRegistry.class).getIfAvailable(SimpleMeterRegistry::new);
            assertThat(keys(store)).isEqualTo("fresh");

            kms.switchTo(Fault.REFUSED);
            awaitAfterWrites(application, state -> state.equals("in-grace"));
            assertThat(store.get("/actuator/health").status()).isEqualTo(200);
            assertThat(section(store).get("keys").get("health").stringValue()).isEqualTo("IN_GRACE");
            assertThat(section(store).get("events").get("used-in-grace").longValue())
                    .isPositive();
            assertThat(meters.get("armature.encryption.key.grace")
                            .functionCounter()
                            .count())
                    .isPositive();

            kms.switchTo(Fault.NONE);
            awaitAfterWrites(application, state -> state.equals("fresh"));
        }
    }

    /** Writes new customers until health tells of the keys what is wanted. There is no grace for reading, so that nothing is read. */
    private static void awaitAfterWrites(ConfigurableApplicationContext application, Predicate<String> wanted) {
        CustomerRepository customers = application.getBean(CustomerRepository.class);
        StoreClient store = new StoreClient(application);
        AtomicLong number = new AtomicLong(System.nanoTime());
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    customers.save(new Customer(
                            number.incrementAndGet(),
                            "Ada",
                            null,
                            null,
                            "1 Any Street",
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null));
                    return wanted.test(keys(store));
                });
    }

    private static String keys(StoreClient store) {
        JsonNode details = store.get("/actuator/health")
                .body()
                .get("components")
                .get("encryption")
                .get("details");
        return details.get("keys").stringValue();
    }

    private static JsonNode section(StoreClient store) {
        return store.get("/actuator/dynamodb/encryption").body();
    }
}
