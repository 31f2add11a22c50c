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
package io.armature.benchmark;

import io.armature.client.DynamoDbClientBuilderCustomizer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts applications with everything that Armature configures by itself, and without the peers. */
public final class Applications {

    private static final String[] PROPERTIES = {
        "spring.main.banner-mode=off",
        "spring.main.log-startup-info=false",
        "logging.config=${logback.configurationFile:}",
        "spring.data.redis.repositories.enabled=false",
        "spring.autoconfigure.exclude=io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration"
    };

    private Applications() {}

    /** Starts an application without web, on an engine on which its tables are created. */
    public static ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
        return builder(configuration)
                .properties("armature.schema.create=true")
                .properties(properties)
                .run();
    }

    /** Starts an application without web whose clients are changed, such as for another transport. */
    public static ConfigurableApplicationContext start(
            Class<?> configuration, DynamoDbClientBuilderCustomizer customizer, String... properties) {
        return builder(configuration)
                .properties(properties)
                .initializers(application ->
                        application.getBeanFactory().registerSingleton("benchmarkCustomizer", customizer))
                .run();
    }

    private static SpringApplicationBuilder builder(Class<?> configuration) {
        return new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.NONE)
                .properties(PROPERTIES)
                .properties(
                        "armature.client.credentials.access-key=" + DynamoDbLocal.ACCESS_KEY,
                        "armature.client.credentials.secret-key=" + DynamoDbLocal.SECRET_KEY);
    }
}
