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

import io.armature.actuate.InsightSection.Filter;
import io.armature.insight.Advice;
import io.armature.insight.InsightReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Endpoint that shows what the access patterns did and cost, and what to do about them. */
@Endpoint(id = "dynamodbinsight", defaultAccess = Access.READ_ONLY)
public final class InsightEndpoint {

    private static final int MOST_PATTERNS = 100;

    private final InsightSection section;

    /**
     * Creates the endpoint.
     *
     * @param section what is shown
     */
    public InsightEndpoint(InsightSection section) {
        this.section = section;
    }

    /**
     * Shows access patterns. Each parameter may be left out.
     *
     * @param table physical name of the table
     * @param operation name of the operation, such as {@code Query}
     * @param method name of the repository's method, or a part of it
     * @param advice kind of advice, such as {@code low-efficiency}
     * @param limit number of access patterns, the dearest first, 100 if left out
     * @return the report
     */
    @ReadOperation
    public InsightReport insight(
            @Nullable String table,
            @Nullable String operation,
            @Nullable String method,
            @Nullable String advice,
            @Nullable Integer limit) {
        return section.show(
                new Filter(table, operation, method, kind(advice), limit == null ? MOST_PATTERNS : Math.max(0, limit)));
    }

    private static Advice.@Nullable Kind kind(@Nullable String name) {
        try {
            return name == null
                    ? null
                    : Advice.Kind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException ex) {
            throw new InvalidEndpointRequestException("No such advice: " + name, "No such advice");
        }
    }
}
