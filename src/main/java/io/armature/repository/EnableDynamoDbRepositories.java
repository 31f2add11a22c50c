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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.support.BeanNameGenerator;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.data.repository.config.DefaultRepositoryBaseClass;
import org.springframework.data.repository.query.QueryLookupStrategy;

/**
 * Finds repositories in other packages than the application's own, where auto-configuration looks for them. With this
 * annotation it no longer looks.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(DynamoDbRepositoriesRegistrar.class)
public @interface EnableDynamoDbRepositories {

    /**
     * Alias of {@link #basePackages()}.
     *
     * @return the packages
     */
    String[] value() default {};

    /**
     * Packages to look in; without any, the package of the annotated class.
     *
     * @return the packages
     */
    String[] basePackages() default {};

    /**
     * Classes whose packages to look in.
     *
     * @return the classes
     */
    Class<?>[] basePackageClasses() default {};

    /**
     * Types to take although they are not found as repositories otherwise.
     *
     * @return the filters
     */
    Filter[] includeFilters() default {};

    /**
     * Types to leave out.
     *
     * @return the filters
     */
    Filter[] excludeFilters() default {};

    /**
     * Suffix of the classes that implement custom methods.
     *
     * @return the suffix
     */
    String repositoryImplementationPostfix() default "Impl";

    /**
     * Location of named queries. There are none in DynamoDB; Spring Data wants to know.
     *
     * @return the location
     */
    String namedQueriesLocation() default "";

    /**
     * How query methods are looked up. They are always derived from their names.
     *
     * @return the strategy
     */
    QueryLookupStrategy.Key queryLookupStrategy() default QueryLookupStrategy.Key.CREATE_IF_NOT_FOUND;

    /**
     * Factory bean of the repositories.
     *
     * @return the class
     */
    Class<?> repositoryFactoryBeanClass() default DynamoDbRepositoryFactoryBean.class;

    /**
     * Base class of the repositories.
     *
     * @return the class
     */
    Class<?> repositoryBaseClass() default DefaultRepositoryBaseClass.class;

    /**
     * Generator of the repositories' bean names.
     *
     * @return the class
     */
    Class<? extends BeanNameGenerator> nameGenerator() default BeanNameGenerator.class;

    /**
     * Whether to look for repositories that are nested in other types.
     *
     * @return {@code true} to look
     */
    boolean considerNestedRepositories() default false;

    /**
     * When repositories are created.
     *
     * @return the mode
     */
    BootstrapMode bootstrapMode() default BootstrapMode.DEFAULT;
}
