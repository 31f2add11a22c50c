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

import io.armature.client.DynamoDbClientBuilderCustomizer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
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
        all.add("armature.client.credentials.access-key=id");
        all.add("armature.client.credentials.secret-key=secret");
        // The server knows no tables, only the one item.
        all.add("armature.schema.check=off");
        all.add("spring.main.banner-mode=off");
        all.add("spring.main.log-startup-info=false");
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties(all.toArray(String[]::new))
                .run();
        return new Caller(
                context.getBean(DynamoDbClient.class),
                context.getBean(AttemptCounter.class),
                Caller.Guard.NONE,
                context::close);
    }

    /** An application with one entity. Spring Cloud AWS and tracing are no part of it. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration",
                "io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration",
                "io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration",
                "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration",
                "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
                "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
                "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration"
            })
    static class Application {

        @Bean
        AttemptCounter attemptCounter() {
            return new AttemptCounter();
        }

        @Bean
        DynamoDbClientBuilderCustomizer attemptCounting(AttemptCounter attempts) {
            return attempts::countFor;
        }
    }
}
