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

import io.armature.observation.RepositoryObservation;
import io.armature.repository.DynamoDbRepositoryFactoryBean;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Observes the methods of repositories, outermost, so that what is measured is what the caller waits for. */
final class ObservedRepositoryPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<ObservationRegistry> registry;

    ObservedRepositoryPostProcessor(ObjectProvider<ObservationRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof DynamoDbRepositoryFactoryBean<?, ?, ?> repository) {
            repository.addRepositoryFactoryCustomizer(factory ->
                    factory.addRepositoryProxyPostProcessor((proxy, information) -> proxy.addAdvice(
                            0, new RepositoryObservation(registry.getObject(), information.getRepositoryInterface()))));
        }
        return bean;
    }
}
