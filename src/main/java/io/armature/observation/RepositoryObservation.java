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
package io.armature.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Observes the methods of one repository, so that the calls that they make are known by them. A stream's calls are made after
 * the method has returned, and belong to nobody. Safe for use by concurrent threads.
 */
public final class RepositoryObservation implements MethodInterceptor {

    private final ObservationRegistry registry;

    private final String repository;

    private final Map<Method, KeyValue> methods = new ConcurrentHashMap<>();

    /**
     * Creates the interceptor.
     *
     * @param registry where observations go
     * @param repository the repository's interface
     */
    public RepositoryObservation(ObservationRegistry registry, Class<?> repository) {
        this.registry = registry;
        this.repository = repository.getSimpleName();
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Method method = invocation.getMethod();
        if (registry.isNoop() || method.getDeclaringClass() == Object.class) {
            return invocation.proceed();
        }
        Observation observation = Observation.start(
                RepositoryMethodConvention.INSTANCE, () -> new RepositoryMethodContext(key(method)), registry);
        Observation.Scope scope = observation.openScope();
        try {
            return invocation.proceed();
        } catch (Throwable ex) {
            observation.error(new ObservedFailure(ex));
            throw ex;
        } finally {
            scope.close();
            observation.stop();
        }
    }

    private KeyValue key(Method method) {
        KeyValue known = methods.get(method);
        return known != null
                ? known
                : methods.computeIfAbsent(
                        method, named -> KeyValue.of(CallKey.METHOD, repository + "." + named.getName()));
    }
}
