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
package io.armature.compatibility;

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Runs applications whose only configuration is what a test gives them. */
final class TestApplication {

    private TestApplication() {}

    static ConfigurableApplicationContext run(Class<?> application, List<String> properties) {
        List<String> arguments = new ArrayList<>(List.of(
                // The files of other applications in the test sources are not theirs.
                "--spring.config.name=none", "--spring.main.banner-mode=off"));
        properties.forEach(property -> arguments.add("--" + property));
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(arguments.toArray(String[]::new));
    }

    /** A layer that remembers what was called. */
    static final class Calls implements CallLayer {

        private final List<String> operations = new CopyOnWriteArrayList<>();

        @Override
        public CallSlot slot() {
            return CallSlot.CACHE;
        }

        @Override
        public DynamoDbResponse call(Call call) {
            operations.add(call.operation());
            return call.proceed(call.request());
        }

        /** Returns the operations since the last time. */
        List<String> take() {
            List<String> taken = List.copyOf(operations);
            operations.clear();
            return taken;
        }
    }
}
