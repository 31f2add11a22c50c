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

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.core.io.Resource;

/** Endpoint of the page for people. No access unless {@code management.endpoint.dynamodbconsole.access} says so. */
@WebEndpoint(id = "dynamodbconsole", defaultAccess = Access.NONE)
public final class ConsoleEndpoint {

    private static final String DATA = "data";

    private final ConsolePage page;

    /**
     * Creates the endpoint.
     *
     * @param page what is shown
     */
    public ConsoleEndpoint(ConsolePage page) {
        this.page = page;
    }

    /**
     * Shows the page.
     *
     * @return one HTML file
     */
    @ReadOperation(produces = "text/html;charset=UTF-8")
    public Resource page() {
        return page.page();
    }

    /**
     * Returns what the page shows.
     *
     * @param part {@code data}
     * @return each part by its name, or 404 for anything else than {@code data}
     */
    @ReadOperation
    public WebEndpointResponse<Object> data(@Selector String part) {
        return part.equals(DATA)
                ? new WebEndpointResponse<>(page.data())
                : new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }
}
