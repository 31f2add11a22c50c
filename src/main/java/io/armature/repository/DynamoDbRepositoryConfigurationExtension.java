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

import io.armature.mapping.Table;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.List;
import org.springframework.data.repository.config.RepositoryConfigurationExtensionSupport;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;

/** Tells Spring Data which repositories are ours, so that beside another module each claims only its own. */
public final class DynamoDbRepositoryConfigurationExtension extends RepositoryConfigurationExtensionSupport {

    /** Creates the extension. */
    public DynamoDbRepositoryConfigurationExtension() {}

    @Override
    public String getModuleName() {
        return "DynamoDB";
    }

    @Override
    public String getRepositoryFactoryBeanClassName() {
        return DynamoDbRepositoryFactoryBean.class.getName();
    }

    @Override
    @Deprecated
    @SuppressWarnings("removal")
    protected String getModulePrefix() {
        return "dynamodb";
    }

    @Override
    protected Collection<Class<? extends Annotation>> getIdentifyingAnnotations() {
        return List.of(Table.class, DynamoDbBean.class, DynamoDbImmutable.class);
    }

    @Override
    protected Collection<Class<?>> getIdentifyingTypes() {
        return List.of(DynamoDbRepository.class);
    }
}
