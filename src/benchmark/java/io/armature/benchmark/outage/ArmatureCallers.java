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
package io.armature.benchmark.outage;

import io.armature.benchmark.Applications;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The client that an application with Armature injects, from an application of its own for each. */
final class ArmatureCallers {

    private ArmatureCallers() {}

    /** Returns the client with Armature's defaults. */
    static Caller defaults(URI endpoint) {
        return caller(endpoint);
    }

    /** Returns the client with stored copies, which are off by default, in the memory of the process. */
    static Caller storedCopies(URI endpoint) {
        return caller(endpoint, "armature.fallback.enabled=true", "armature.fallback.store=in-process");
    }

    private static Caller caller(URI endpoint, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("armature.client.endpoint=" + endpoint);
        all.add("armature.client.region=eu-central-1");
        // The server knows no tables, only the one item.
        all.add("armature.schema.check=off");
        AttemptCounter attempts = new AttemptCounter();
        ConfigurableApplicationContext context =
                Applications.start(Application.class, attempts::countFor, all.toArray(String[]::new));
        return new Caller(context.getBean(DynamoDbClient.class), attempts, Caller.Guard.NONE, context::close);
    }

    /** An application with one entity. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
