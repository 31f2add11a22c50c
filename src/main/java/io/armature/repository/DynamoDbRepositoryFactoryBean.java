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
package io.armature.repository;

import io.armature.mapping.Entities;
import io.armature.mapping.ItemExtensions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.dao.support.PersistenceExceptionTranslationInterceptor;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Bean of a repository. It takes the beans that it needs by their types when the repository is created.
 *
 * @param <R> type of the repository
 * @param <T> type of the entity
 * @param <ID> type of its key
 */
public final class DynamoDbRepositoryFactoryBean<R extends Repository<T, ID>, T, ID>
        extends RepositoryFactoryBeanSupport<R, T, ID> {

    private @Nullable BeanFactory beanFactory;

    /**
     * Creates the factory bean.
     *
     * @param repositoryInterface the repository's interface
     */
    public DynamoDbRepositoryFactoryBean(Class<? extends R> repositoryInterface) {
        super(repositoryInterface);
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        super.setBeanFactory(beanFactory);
        this.beanFactory = beanFactory;
    }

    @Override
    protected RepositoryFactorySupport createRepositoryFactory() {
        if (!(beanFactory instanceof ListableBeanFactory beans)) {
            throw new IllegalStateException("A repository needs a bean factory");
        }
        DynamoDbRepositoryFactory factory = new DynamoDbRepositoryFactory(
                beans.getBean(Entities.class),
                beans.getBean(ItemExtensions.class),
                beans.getBean(DynamoDbClient.class),
                beans.getBeanProvider(UpdateSettings.class).getIfAvailable(UpdateSettings::defaults),
                beans.getBeanProvider(UpdateStatistics.class).getIfAvailable(UpdateStatistics::new));
        // Code of the application inside a repository (custom fragments) throws the SDK's exceptions.
        factory.addRepositoryProxyPostProcessor((proxy, information) ->
                proxy.addAdvice(new PersistenceExceptionTranslationInterceptor(new ExceptionTranslation())));
        return factory;
    }
}
