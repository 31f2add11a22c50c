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
package io.armature.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class ClientPreinitializerTests {

    /** Otherwise nobody would notice: Spring Boot drops what it throws, and the application starts, only later. */
    @Test
    void preinitializeShouldFinishItsCall() {
        assertThatCode(new ClientPreinitializer()::preinitialize).doesNotThrowAnyException();
    }

    @Test
    void rehearseWhenNobodyListensShouldMakeACall() {
        assertThat(ClientPreinitializer.rehearse(getClass().getClassLoader())).isTrue();
    }

    @Test
    void rehearseWhenCallsAreTracedShouldMakeNone(@TempDir Path directory) throws IOException {
        Path handlers = Files.createDirectories(directory.resolve("software/amazon/awssdk/global/handlers"));
        Files.writeString(handlers.resolve("execution.interceptors"), "com.example.Tracing");
        try (URLClassLoader traced = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(ClientPreinitializer.rehearse(traced)).isFalse();
        }
    }

    @Test
    void preinitializerShouldBeKnownToSpringBoot() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(BackgroundPreinitializer.class))
                .hasAtLeastOneElementOfType(ClientPreinitializer.class);
    }
}
