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

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.compatibility.modules.PlainNoteRepository;
import io.armature.compatibility.modules.Session;
import io.armature.compatibility.modules.SessionRepository;
import io.armature.compatibility.notes.Note;
import io.armature.compatibility.notes.NoteRepository;
import io.armature.sample.local.LocalRedis;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.repository.support.RedisRepositoryFactoryBean;

/** Repositories beside those of Spring Data Redis. */
@WithDynamoDbLocal
class OtherSpringDataModuleTests {

    private final ApplicationContextRunner runner;

    OtherSpringDataModuleTests(DynamoDbEndpoint endpoint) {
        this.runner = new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withPropertyValues(endpoint.properties())
                .withPropertyValues(
                        "armature.schema.create=true",
                        "armature.schema.table-prefix=" + endpoint.uniqueTableName("modules") + "-");
    }

    @Test
    void repositoryWhenBesideRedisShouldGoToItsOwnModule() {
        runner.run(context -> {
            assertThat(context.getBean("&noteRepository")).isInstanceOf(DynamoDbRepositoryFactoryBean.class);
            assertThat(context.getBean("&plainNoteRepository")).isInstanceOf(DynamoDbRepositoryFactoryBean.class);
            assertThat(context.getBean("&sessionRepository")).isInstanceOf(RedisRepositoryFactoryBean.class);
            assertThat(context)
                    .getBeanNames(DynamoDbRepositoryFactoryBean.class)
                    .hasSize(2);
        });
    }

    @Test
    void repositoryWhenOnlyItsEntityIsOursShouldStoreInDynamoDb() {
        runner.run(context -> {
            context.getBean(PlainNoteRepository.class).save(new Note("1", "plain"));
            assertThat(context.getBean(NoteRepository.class).findById("1"))
                    .get()
                    .extracting(Note::getText)
                    .isEqualTo("plain");
        });
    }

    @Test
    void repositoryWhenEntityIsOfRedisShouldStoreInRedis() {
        try (LocalRedis redis = LocalRedis.start()) {
            runner.withPropertyValues("spring.data.redis.port=" + redis.port()).run(context -> {
                SessionRepository sessions = context.getBean(SessionRepository.class);
                sessions.save(new Session("1", "Ann"));
                assertThat(sessions.findById("1")).contains(new Session("1", "Ann"));
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackageClasses = {Note.class, PlainNoteRepository.class})
    static class Application {}
}
