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
