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

import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** Endpoint that shows what there is to know of DynamoDB in this instance of the application. It changes nothing. */
@Endpoint(id = "dynamodb", defaultAccess = Access.READ_ONLY)
public final class DynamoDbEndpoint {

    private final TableCatalogue catalogue;

    private final List<DynamoDbSection> sections;

    /**
     * Creates the endpoint.
     *
     * @param catalogue the tables
     * @param sections what is shown, in this order
     */
    public DynamoDbEndpoint(TableCatalogue catalogue, List<DynamoDbSection> sections) {
        this.catalogue = catalogue;
        this.sections = List.copyOf(sections);
    }

    /**
     * Shows everything at a glance.
     *
     * @return each part by its name
     */
    @ReadOperation
    public Map<String, Object> show() {
        Map<String, Object> shown = new LinkedHashMap<>();
        sections.forEach(section -> shown.put(section.name(), section.show()));
        return shown;
    }

    /**
     * Shows one part, or everything about one table. A table that has the name of a part is found by its name in DynamoDB. All
     * parameters but the first narrow parts that heed them, and may be left out.
     *
     * @param name the name of a part, or of a table: its logical one or the one in DynamoDB
     * @param table logical or physical name of a table
     * @param index name of an index
     * @param operation name of an operation, such as {@code Query}
     * @param method name of a repository's method, or a part of it
     * @param advice kind of advice, such as {@code low-efficiency}
     * @param limit number of entries
     * @return status 200, or 404 if there is neither
     */
    @ReadOperation
    public WebEndpointResponse<Object> show(
            @Selector String name,
            @Nullable String table,
            @Nullable String index,
            @Nullable String operation,
            @Nullable String method,
            @Nullable String advice,
            @Nullable Integer limit) {
        SectionFilter filter = new SectionFilter(physicalName(table), index, operation, method, advice, limit);
        Optional<Object> found = sections.stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .map(section -> section.show(filter))
                .or(() -> catalogue.findByAnyName(name).map(this::show));
        return found.map(shown -> new WebEndpointResponse<>(shown, WebEndpointResponse.STATUS_OK))
                .orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
    }

    private @Nullable String physicalName(@Nullable String table) {
        return table == null
                ? null
                : catalogue
                        .findByAnyName(table)
                        .map(TableDescription::physicalName)
                        .orElse(table);
    }

    private Map<String, Object> show(TableDescription table) {
        Map<String, Object> shown = new LinkedHashMap<>();
        for (DynamoDbSection section : sections) {
            Object part = section.show(table);
            if (part != null) {
                shown.put(section.name(), part);
            }
        }
        return shown;
    }
}
