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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

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
        List<String> all = new ArrayList<>(List.of(
                "armature.client.endpoint=http://localhost:1",
                "armature.client.region=eu-central-1",
                "armature.schema.check=off",
                "armature.fallback.enabled=true",
                "armature.encryption.local.key-file=" + keyDirectory.resolve("key")));
        all.addAll(List.of(properties));
        context = Applications.start(
                configuration,
                builder -> builder.httpClientBuilder(attributes -> transport),
                all.toArray(String[]::new));
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
