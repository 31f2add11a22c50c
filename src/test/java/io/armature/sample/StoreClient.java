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

import java.net.URI;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a running store as its customers do, and answers errors as they come. */
final class StoreClient {

    private final JsonMapper json = new JsonMapper();
    private final URI store;
    /** The JDK's client, since Apache's repeats by itself what was answered with {@code Retry-After}. */
    private final RestClient http = RestClient.builder()
            .requestFactory(new JdkClientHttpRequestFactory())
            .defaultStatusHandler(status -> true, (request, response) -> {})
            .build();

    StoreClient(ApplicationContext store) {
        this.store = URI.create("http://localhost:" + store.getEnvironment().getRequiredProperty("local.server.port"));
    }

    Answer get(String path) {
        return call(HttpMethod.GET, path, "");
    }

    Answer post(String path, String body) {
        return call(HttpMethod.POST, path, body);
    }

    Answer patch(String path, String body) {
        return call(HttpMethod.PATCH, path, body);
    }

    Answer delete(String path) {
        return call(HttpMethod.DELETE, path, "");
    }

    /** Sends a body in which single quotes stand for double ones. */
    private Answer call(HttpMethod method, String path, String body) {
        RestClient.RequestBodySpec request = http.method(method).uri(store.resolve(path));
        if (!body.isEmpty()) {
            request.contentType(MediaType.APPLICATION_JSON).body(body.replace('\'', '"'));
        }
        ResponseEntity<String> response = request.retrieve().toEntity(String.class);
        return new Answer(
                response.getStatusCode().value(),
                String.valueOf(response.getHeaders().getContentType()),
                String.valueOf(response.getHeaders().getLocation()),
                String.valueOf(response.getHeaders().getFirst("X-Source")),
                json.readTree(response.getBody()));
    }

    record Answer(int status, String type, String location, String source, JsonNode body) {}
}
