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
package io.armature.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Endpoint of the page for people, at {@code dynamodb/console}. No access unless {@code
 * management.endpoint.dynamodbconsole.access} says so.
 */
@WebEndpoint(id = ConsoleEndpoint.ID, defaultAccess = Access.NONE)
public final class ConsoleEndpoint {

    /** Its id, by which it is exposed and given access. */
    public static final String ID = "dynamodbconsole";

    /** Its path below that of all endpoints, unless {@code management.endpoints.web.path-mapping} has another one. */
    public static final String PATH = "dynamodb/console";

    private static final String DATA = "data";

    private static final Set<String> SHOWN =
            Set.of("insight", "hotkeys", "circuitBreakers", "fallback", "encryption", "batch");

    private final List<DynamoDbSection> sections;

    /**
     * Creates the endpoint.
     *
     * @param sections the parts of the endpoint {@code dynamodb}; the page shows those that it knows, and each may be missing
     */
    public ConsoleEndpoint(List<DynamoDbSection> sections) {
        this.sections = sections.stream()
                .filter(section -> SHOWN.contains(section.name()))
                .toList();
    }

    /**
     * Shows the page, which asks the address below its own, {@code data}, for what it shows.
     *
     * @return one HTML file without references to others
     */
    @ReadOperation(produces = "text/html;charset=UTF-8")
    public Resource page() {
        return new ClassPathResource("io/armature/actuate/console.html", ConsoleEndpoint.class.getClassLoader());
    }

    /**
     * Returns what the page shows.
     *
     * @param part {@code data}
     * @return each part by its name, or 404 for anything else than {@code data}
     */
    @ReadOperation
    public WebEndpointResponse<Object> data(@Selector String part) {
        if (!part.equals(DATA)) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        sections.forEach(section -> data.put(section.name(), section.show()));
        return new WebEndpointResponse<>(data);
    }
}
