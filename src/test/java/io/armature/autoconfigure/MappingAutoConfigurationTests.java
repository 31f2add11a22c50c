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

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.mapping.Entities;
import io.armature.mapping.ItemExtensions;
import io.armature.repository.EnableDynamoDbRepositories;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

class MappingAutoConfigurationTests {

    private static final StaticTableSchema<Plain> SCHEMA = StaticTableSchema.builder(Plain.class)
            .newItemSupplier(Plain::new)
            .addAttribute(
                    String.class,
                    attribute -> attribute
                            .name("id")
                            .getter(plain -> plain.id)
                            .setter((plain, id) -> plain.id = id)
                            .tags(StaticAttributeTags.primaryPartitionKey()))
            .build();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClientAutoConfiguration.class, MappingAutoConfiguration.class, RepositoriesAutoConfiguration.class))
            .withPropertyValues(Startups.NOWHERE);

    private final ApplicationContextRunner mapping = runner.withPropertyValues("armature.repositories.enabled=false");

    @Test
    void extensionsWhenOneIsABeanShouldHoldItBeforeOurs() {
        DynamoDbEnhancedClientExtension own = new DynamoDbEnhancedClientExtension() {};
        mapping.withBean(DynamoDbEnhancedClientExtension.class, () -> own)
                .run(context -> assertThat(context.getBean(ItemExtensions.class).toList())
                        .hasSizeGreaterThan(1)
                        .startsWith(own));
    }

    @Test
    void enhancedClientShouldHaveOurExtensionsOnly() {
        DynamoDbEnhancedClientExtension own = new DynamoDbEnhancedClientExtension() {};
        mapping.withBean(DynamoDbEnhancedClientExtension.class, () -> own)
                .run(context -> assertThat(context.getBean(DynamoDbEnhancedClient.class)
                                .table("plain", SCHEMA)
                                .mapperExtension())
                        .extracting("extensionChain")
                        .asInstanceOf(InstanceOfAssertFactories.iterable(Object.class))
                        .containsExactlyElementsOf(
                                context.getBean(ItemExtensions.class).toList()));
    }

    @Test
    void schemaWhenItIsABeanShouldBeUsed() {
        mapping.withBean("plainSchema", TableSchema.class, () -> SCHEMA)
                .run(context -> assertThat(
                                context.getBean(Entities.class).get(Plain.class).schema())
                        .isSameAs(SCHEMA));
    }

    @Test
    void repositoriesWhenEnabledElsewhereShouldNotBeLookedForHere() {
        runner.withUserConfiguration(Here.class)
                .run(context -> assertThat(context.getBeanDefinitionNames()).contains("songRepository"));
        runner.withUserConfiguration(Here.class, Elsewhere.class)
                .run(context -> assertThat(context.getBeanDefinitionNames()).doesNotContain("songRepository"));
        runner.withUserConfiguration(Here.class)
                .withPropertyValues("armature.repositories.enabled=false")
                .run(context -> assertThat(context.getBeanDefinitionNames()).doesNotContain("songRepository"));
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackages = "io.armature.repository")
    static class Here {}

    @Configuration(proxyBeanMethods = false)
    @EnableDynamoDbRepositories(basePackages = "io.armature.sample.customer")
    static class Elsewhere {}

    static class Plain {

        private String id;
    }
}
