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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A Spring application with Armature as its auto-configuration puts it together, on a transport that answers at once. All that
 * stands on the path of a call is on: observation with meters, insight, circuit breakers, stored copies (in memory), the guard
 * of encryption.
 */
public final class StubbedApplication implements AutoCloseable {

    private final Path keyDirectory;

    private final ConfigurableApplicationContext context;

    /**
     * Starts.
     *
     * @param transport answers
     * @param configuration a class with {@code @SpringBootApplication} or like it, whose package has entities and repositories
     * @param properties as {@code name=value}
     */
    public StubbedApplication(StubbedTransport transport, Class<?> configuration, String... properties)
            throws IOException {
        keyDirectory = Files.createTempDirectory("armature-benchmark");
        context = new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .initializers(starting -> ((GenericApplicationContext) starting)
                        .registerBean(
                                DynamoDbClientBuilderCustomizer.class,
                                () -> builder -> builder.httpClientBuilder(attributes -> transport)))
                .properties(defaults(keyDirectory))
                .properties(properties)
                .run();
    }

    private static Map<String, Object> defaults(Path keyDirectory) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put("armature.client.endpoint", "http://localhost:1");
        defaults.put("armature.client.region", "eu-central-1");
        defaults.put("armature.client.credentials.access-key", "id");
        defaults.put("armature.client.credentials.secret-key", "secret");
        defaults.put("armature.schema.check", "off");
        defaults.put("armature.fallback.enabled", "true");
        defaults.put(
                "armature.encryption.local.key-file",
                keyDirectory.resolve("key").toString());
        return defaults;
    }

    /** Returns a bean. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() throws IOException {
        context.close();
        Files.deleteIfExists(keyDirectory.resolve("key"));
        Files.delete(keyDirectory);
    }
}
