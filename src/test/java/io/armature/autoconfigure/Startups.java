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

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Configuration;

/** Starts applications that must not start, and returns what they print. */
final class Startups {

    /** Properties of an endpoint where nobody listens. */
    static final String[] NOWHERE = {
        "armature.client.endpoint=http://127.0.0.1:9",
        "armature.client.region=eu-central-1",
        "armature.client.credentials.access-key=key-of-test",
        "armature.client.credentials.secret-key=secret-of-test"
    };

    private Startups() {}

    static String failure(CapturedOutput output, List<Class<?>> sources, String... properties) {
        int before = output.getOut().length();
        List<Class<?>> all = new ArrayList<>(sources);
        all.add(Application.class);
        try (var context = new SpringApplicationBuilder(all.toArray(Class<?>[]::new))
                .web(WebApplicationType.NONE)
                .properties(properties)
                .properties("spring.main.banner-mode=off", "spring.data.redis.repositories.enabled=false")
                .logStartupInfo(false)
                .run()) {
            throw new AssertionError("The application started: " + context);
        } catch (RuntimeException expected) {
            return output.getOut().substring(before);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
