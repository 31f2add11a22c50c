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

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts an engine once for all test classes of the JVM, and gives its endpoint to those that ask. */
abstract class EngineExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(EngineExtension.class);

    /**
     * Starts the engine, or finds one that runs.
     *
     * @return the engine
     * @throws NoEngineException if it cannot be had on this machine
     */
    abstract Engine start() throws NoEngineException;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Exception failure = outcome(context).failure();
        if (failure instanceof NoEngineException noEngine) {
            noEngine.skipOrFail(System.getenv());
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DynamoDbEndpoint.class;
    }

    @Override
    public DynamoDbEndpoint resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(outcome(context).engine()).endpoint();
    }

    private Outcome outcome(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(getClass(), extension -> Outcome.of(this), Outcome.class);
    }

    /** Result of the one attempt to start; a failure is kept too, so that no further class waits for it. */
    private record Outcome(
            @Nullable Engine engine, @Nullable Exception failure) implements AutoCloseable {

        static Outcome of(EngineExtension extension) {
            try {
                return new Outcome(extension.start(), null);
            } catch (NoEngineException | RuntimeException ex) {
                return new Outcome(null, ex);
            }
        }

        @Override
        public void close() {
            if (engine != null) {
                engine.close();
            }
        }
    }
}
