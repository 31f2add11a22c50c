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

import io.armature.sample.local.LocalDynamoDb;
import io.armature.sample.local.MissingClassPathException;
import java.net.URI;

/** Finds or starts DynamoDB Local. */
final class DynamoDbLocalExtension extends EngineExtension {

    static final String ENDPOINT = "DYNAMODB_LOCAL_ENDPOINT";

    @Override
    Engine start() throws NoEngineException {
        String endpoint = System.getenv(ENDPOINT);
        if (endpoint != null) {
            return new Engine(new DynamoDbEndpoint(URI.create(endpoint)), () -> {});
        }
        LocalDynamoDb process = startProcess();
        return new Engine(new DynamoDbEndpoint(process.endpoint()), process::close);
    }

    private static LocalDynamoDb startProcess() throws NoEngineException {
        try {
            return LocalDynamoDb.start();
        } catch (MissingClassPathException ex) {
            throw new NoEngineException(
                    ex.getMessage() + " Or set " + ENDPOINT + " to the address of a DynamoDB Local that runs.");
        }
    }
}
