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

import io.armature.sample.StoreClient.Answer;
import io.armature.sample.local.LocalFiles;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy;
import io.armature.support.WithDynamoDbLocal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** What is seen of the store from outside: everything that goes wrong, and nothing of its customers. */
@WithDynamoDbLocal
@ExtendWith(OutputCaptureExtension.class)
class StoreObservabilityTests {

    private static final List<String> PAGES = List.of(
            "/actuator/health",
            "/actuator/info",
            "/actuator/dynamodb",
            "/actuator/dynamodb/customers",
            "/actuator/dynamodb/fallback",
            "/actuator/dynamodbcircuitbreakers");

    private static ConfigurableApplicationContext start(FaultProxy proxy, String prefix) {
        return StoreApplication.start(
                "--server.port=0",
                "--armature.client.endpoint=" + proxy.uri(),
                "--armature.schema.table-prefix=" + prefix + "-",
                "--armature.fallback.store-timeout=2s",
                "--armature.metrics.sdk-sampling=1",
                "--management.tracing.sampling.probability=1",
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.health.status.order=down,out-of-service,degraded,up,unknown",
                "--management.endpoint.health.probes.enabled=true",
                "--management.endpoint.health.group.readiness.include=readinessState,dynamodb,encryption",
                "--armature.encryption.local.key-file=" + LocalFiles.keyFile(false));
    }

    @Test
    void nothingOfTheCustomersShouldBeSeen(DynamoDbEndpoint engine, CapturedOutput output) {
        try (FaultProxy proxy = new FaultProxy(engine.uri());
                ConfigurableApplicationContext application = start(proxy, engine.uniqueTableName("seen"))) {
            Seen seen = new Seen();
            application.getBean(ObservationRegistry.class).observationConfig().observationHandler(seen);
            StoreClient store = new StoreClient(application);
            List<String> secrets = new ArrayList<>();
            IntStream.rangeClosed(1, 59)
                    .forEach(id ->
                            secrets.addAll(secrets(store.get("/customers/" + id).body())));
            store.patch("/customers/57", "{'city':'Gondor-Secret'}");
            Answer order = store.post("/orders", "{'customerId':57,'lines':[{'trackId':1,'quantity':1}]}");
            secrets.add("Gondor-Secret");
            secrets.add(order.location().substring(order.location().lastIndexOf('/') + 1));
            store.get("/customers/1/orders?size=2");
            proxy.switchTo(FaultProxy.Fault.REFUSED);
            IntStream.rangeClosed(1, 12).forEach(id -> store.get("/customers/" + id));

            assertThat(secrets).hasSizeGreaterThan(150);
            List<String> shown = new ArrayList<>(seen.texts);
            assertThat(shown).hasSizeGreaterThan(60);
            application
                    .getBean(MeterRegistry.class)
                    .getMeters()
                    .forEach(meter -> shown.add(meter.getId().getTags().stream()
                            .filter(tag -> !tag.getKey().equals("uri"))
                            .toList()
                            .toString()));
            PAGES.forEach(page -> shown.add(store.get(page).body().toString()));
            shown.add(output.getAll());
            assertThat(shown).allSatisfy(text -> assertThat(secrets).noneMatch(text::contains));
        }
    }

    private static List<String> secrets(JsonNode customer) {
        return Stream.of("email", "phone", "address", "lastName")
                .map(name -> customer.path(name).asString(""))
                .filter(value -> value.length() > 5)
                .toList();
    }

    @Test
    void outageShouldBeSeenInHealthMetersAndEndpoint(DynamoDbEndpoint engine) {
        try (FaultProxy proxy = new FaultProxy(engine.uri());
                ConfigurableApplicationContext application = start(proxy, engine.uniqueTableName("outage"))) {
            StoreClient store = new StoreClient(application);
            MeterRegistry meters = application.getBean(MeterRegistry.class);
            assertThat(store.get("/customers/1").status()).isEqualTo(200);
            assertThat(store.get("/actuator/health/dynamodb")
                            .body()
                            .at("/details/tables/customers/status")
                            .stringValue())
                    .isEqualTo("UP");
            assertThat(store.get("/actuator/health/readiness").status()).isEqualTo(200);
            Awaitility.await()
                    .until(() -> meters.get("armature.fallback.events")
                                    .tag("event", "fill")
                                    .functionCounter()
                                    .count()
                            > 0);

            proxy.switchTo(FaultProxy.Fault.REFUSED);
            IntStream.rangeClosed(1, 12).forEach(id -> store.get("/customers/" + (1000 + id)));
            assertThat(store.get("/customers/1").source()).isEqualTo("fallback");

            assertThat(calls(meters, "outcome", "outage")).isPositive();
            assertThat(calls(meters, "outcome", "refused")).isPositive();
            assertThat(calls(meters, "source", "fallback")).isEqualTo(1);
            assertThat(calls(meters, "method", "CustomerRepository.read")).isPositive();
            JsonNode health = store.get("/actuator/health/dynamodb").body();
            assertThat(health.get("status").stringValue()).isEqualTo("DEGRADED");
            JsonNode table = health.at("/details/tables/customers");
            assertThat(table.get("status").stringValue()).isEqualTo("DEGRADED");
            assertThat(table.get("reason").stringValue()).isEqualTo("refused by a circuit breaker");
            assertThat(store.get("/actuator/health").body().get("status").stringValue())
                    .isEqualTo("DEGRADED");
            assertThat(store.get("/actuator/health/liveness").body().toString()).doesNotContain("dynamodb");
            assertThat(store.get("/actuator/dynamodb")
                            .body()
                            .get("circuitBreakers")
                            .toString())
                    .contains("OPEN");
            assertThat(store.get("/actuator/dynamodb")
                            .body()
                            .at("/fallback/events/answer")
                            .intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void endpointShouldShowEverythingAtAGlanceAndOneTable(DynamoDbEndpoint engine) {
        String prefix = engine.uniqueTableName("glance");
        try (FaultProxy proxy = new FaultProxy(engine.uri());
                ConfigurableApplicationContext application = start(proxy, prefix)) {
            StoreClient store = new StoreClient(application);
            store.get("/customers/1");
            JsonNode all = store.get("/actuator/dynamodb").body();
            assertThat(all.propertyNames())
                    .containsExactly(
                            "tables",
                            "clients",
                            "circuitBreakers",
                            "fallback",
                            "encryption",
                            "names",
                            "batch",
                            "versions",
                            "insight",
                            "hotkeys");
            assertThat(all.at("/clients/callTimeoutMillis").intValue()).isEqualTo(5000);
            assertThat(all.at("/clients/pools").toString())
                    .contains("\"endpoint\":\"" + proxy.uri().getAuthority(), "leasedConnections");
            assertThat(all.at("/versions/awsSdk").stringValue()).startsWith("2.");
            assertThat(all.at("/encryption/keys/health").stringValue()).isEqualTo("FRESH");

            JsonNode customers = store.get("/actuator/dynamodb/customers").body();
            assertThat(customers.propertyNames())
                    .containsExactly("tables", "circuitBreakers", "fallback", "insight", "hotkeys");
            assertThat(customers.at("/tables/encryptedAttributes").toString()).contains("email");
            assertThat(customers.at("/tables/physicalName").stringValue()).isEqualTo(prefix + "-customers");
            assertThat(store.get("/actuator/dynamodb/" + prefix + "-customers")
                            .body()
                            .at("/tables"))
                    .isEqualTo(customers.get("tables"));
            assertThat(store.get("/actuator/dynamodb/clients").body()).isEqualTo(all.get("clients"));
            assertThat(status(application, "/actuator/dynamodb/nobody")).isEqualTo(404);
            assertThat(store.get("/actuator/info")
                            .body()
                            .at("/armature/springBoot")
                            .stringValue())
                    .startsWith("4.");
        }
    }

    /** There is no body to read. */
    private static int status(ConfigurableApplicationContext application, String path) {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return RestClient.create("http://localhost:" + port)
                .get()
                .uri(path)
                .exchange((request, response) -> response.getStatusCode().value());
    }

    private static double calls(MeterRegistry meters, String tag, String value) {
        return meters.find("armature.dynamodb.call").tag(tag, value).timers().stream()
                .mapToDouble(io.micrometer.core.instrument.Timer::count)
                .sum();
    }

    /** All that spans are made of. Spring's own observation of a request has its address, which is for Spring to hide. */
    private static final class Seen implements ObservationHandler<Observation.Context> {

        private final Queue<String> texts = new ConcurrentLinkedQueue<>();

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        @Override
        public void onStop(Observation.Context context) {
            if (!String.valueOf(context.getName()).startsWith("http.")) {
                texts.add(context.getContextualName() + " " + context.getAllKeyValues() + " " + context.getError());
            }
        }
    }
}
