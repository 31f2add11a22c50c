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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where the data is and what can be done in the store. */
@Component
final class Doorman {

    private static final Logger LOG = LoggerFactory.getLogger(Doorman.class);

    private final String endpoint;
    private final Environment environment;

    Doorman(@Value("${armature.client.endpoint}") String endpoint, Environment environment) {
        this.endpoint = endpoint;
        this.environment = environment;
    }

    @EventListener(ApplicationStartedEvent.class)
    void started() {
        LOG.info("The data is kept in DynamoDB at {}", endpoint);
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        String store = "http://localhost:" + environment.getRequiredProperty("local.server.port");
        LOG.info("Store is open on {}, try:", store);
        LOG.info("  curl {}/orders/1", store);
        LOG.info("  curl '{}/customers/1/orders?size=2'", store);
        LOG.info("  curl -X PATCH -H 'Content-Type: application/json' -d '{\"fax\": null}' {}/customers/1", store);
    }
}
