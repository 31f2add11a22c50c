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
package io.armature.support;

import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack as a container, where Docker runs. */
final class DockerLocalStack {

    /** The last release whose image starts without an account token. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private DockerLocalStack() {}

    /** Starts the container, unless there is no Docker. */
    static Optional<Engine> start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        LocalStackContainer container = new LocalStackContainer(IMAGE)
                .withEnv("PROVIDER_OVERRIDE_DYNAMODB", "v2")
                .withEnv("DYNAMODB_IN_MEMORY", "1")
                .withEnv("DISABLE_EVENTS", "1");
        container.start();
        DynamoDbEndpoint endpoint = new DynamoDbEndpoint(
                container.getEndpoint(), container.getRegion(), container.getAccessKey(), container.getSecretKey());
        return Optional.of(new Engine(endpoint, container::stop));
    }
}
