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
package io.armature.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Health and endpoint of the circuit breakers as they are seen from outside. */
class ResilienceWebTests {

    private static final String ENDPOINT = "/actuator/dynamodbcircuitbreakers";

    private final HttpClient http = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run(Stream.concat(
                                Stream.of(
                                        // The files of other applications in the test sources are not its own.
                                        "spring.config.name=none",
                                        "spring.main.banner-mode=off",
                                        "server.port=0",
                                        "management.health.redis.enabled=false",
                                        "management.endpoints.web.exposure.include=health,dynamodbcircuitbreakers",
                                        "management.endpoint.health.show-details=always",
                                        // Nobody listens on the port of the discard service.
                                        "armature.client.endpoint=http://127.0.0.1:9",
                                        "armature.client.region=eu-central-1",
                                        "armature.client.retry.max-attempts=1",
                                        "armature.client.credentials.access-key=key",
                                        "armature.client.credentials.secret-key=secret"),
                                Stream.of(properties))
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }

    private Answer send(ConfigurableApplicationContext context, String path, String body) throws Exception {
        URI uri = URI.create(
                "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    private static void callInVain(ConfigurableApplicationContext context, int times) {
        for (int i = 0; i < times; i++) {
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() -> context.getBean(DynamoDbClient.class)
                            .getItem(get -> get.tableName("my.orders-1").key(Map.of())));
        }
    }

    @Test
    void healthShouldBeCalledAsTheDocumentationSays() throws Exception {
        try (ConfigurableApplicationContext context = start()) {
            assertThat(send(context, "/actuator/health/dynamodb", "").status()).isEqualTo(200);
            callInVain(context, 5);

            Answer down = send(context, "/actuator/health", "");
            assertThat(down.status()).isEqualTo(503);
            JsonNode health = down.json().get("components").get("dynamodb");
            assertThat(health.get("status").stringValue()).isEqualTo("DOWN");
            assertThat(health.at("/details/circuitBreakers")
                            .get("*@127.0.0.1:9")
                            .propertyNames())
                    .containsExactly("state", "since", "retryAt");
        }
    }

    @Test
    void healthWhenSwitchedOffShouldNotBeShown() throws Exception {
        try (ConfigurableApplicationContext context = start("management.health.dynamodb.enabled=false")) {
            assertThat(send(context, "/actuator/health/dynamodb", "").status()).isEqualTo(404);
        }
    }

    @Test
    void healthWhenThereAreNoCircuitBreakersShouldBeUp() throws Exception {
        try (ConfigurableApplicationContext context = start("armature.circuit-breaker.enabled=false")) {
            callInVain(context, 10);

            assertThat(send(context, "/actuator/health/dynamodb", "").status()).isEqualTo(200);
            assertThat(send(context, ENDPOINT, "").status()).isEqualTo(404);
        }
    }

    @Test
    void endpointShouldShowAndNotSetUnlessAllowed() throws Exception {
        try (ConfigurableApplicationContext context = start()) {
            callInVain(context, 1);

            Answer shown = send(context, ENDPOINT, "");
            assertThat(shown.status()).isEqualTo(200);
            JsonNode table = shown.json().get("my.orders-1@127.0.0.1:9");
            assertThat(table.get("state").stringValue()).isEqualTo("CLOSED");
            assertThat(shown.json().get("*@127.0.0.1:9").get("failedCalls").intValue())
                    .isEqualTo(1);
            assertThat(send(context, ENDPOINT + "/*@127.0.0.1:9", "{\"mode\": \"off\"}")
                            .status())
                    .isIn(404, 405);
            assertThat(send(context, ENDPOINT, "").body()).doesNotContain("DISABLED");
        }
    }

    @Test
    void endpointWhenAllowedShouldSetAnyCircuitBreaker() throws Exception {
        try (ConfigurableApplicationContext context =
                start("management.endpoint.dynamodbcircuitbreakers.access=unrestricted")) {
            callInVain(context, 1);
            for (String name :
                    new String[] {"*@127.0.0.1:9", "my.orders-1@127.0.0.1:9", "my.orders-1:throttling@127.0.0.1:9"}) {
                assertSet(context, name, "forced-open", "FORCED_OPEN");
                assertSet(context, name, "forced-open", "FORCED_OPEN");
                assertSet(context, name, "off", "DISABLED");
                assertSet(context, name, "off", "DISABLED");
                assertSet(context, name, "automatic", "CLOSED");
                assertSet(context, name, "automatic", "CLOSED");
            }
            assertThat(send(context, ENDPOINT + "/nobody@127.0.0.1:9", "{\"mode\": \"off\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(send(context, ENDPOINT + "/*@127.0.0.1:9", "{\"mode\": \"closed\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(send(context, ENDPOINT + "/*@127.0.0.1:9", "{}").status())
                    .isEqualTo(400);
        }
    }

    private void assertSet(ConfigurableApplicationContext context, String name, String mode, String state)
            throws Exception {
        assertThat(send(context, ENDPOINT + "/" + name, "{\"mode\": \"" + mode + "\"}")
                        .status())
                .as(name + " " + mode)
                .isEqualTo(204);
        assertThat(send(context, ENDPOINT, "").json().get(name).get("state").stringValue())
                .isEqualTo(state);
    }

    private record Answer(int status, String body) {

        private JsonNode json() {
            return new JsonMapper().readTree(body);
        }
    }

    @EnableAutoConfiguration
    static class Application {}
}
