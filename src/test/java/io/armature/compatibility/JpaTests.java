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
package io.armature.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.compatibility.jpa.Author;
import io.armature.compatibility.jpa.AuthorRepository;
import io.armature.compatibility.notes.Note;
import io.armature.compatibility.notes.NoteRepository;
import io.armature.repository.DynamoDbRepositoryFactoryBean;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application that stores some entities by JPA and others in DynamoDB. */
@WithDynamoDbLocal
class JpaTests {

    @Test
    void repositoriesWhenBesideJpaShouldGoToTheirOwnModule(DynamoDbEndpoint endpoint) {
        List<String> properties = new ArrayList<>(List.of(endpoint.properties()));
        properties.add("armature.schema.create=true");
        properties.add("armature.schema.table-prefix=" + endpoint.uniqueTableName("jpa") + "-");
        properties.add("spring.jpa.hibernate.ddl-auto=create-drop");
        try (ConfigurableApplicationContext context = TestApplication.run(Application.class, properties)) {
            assertThat(context.getBean("&noteRepository")).isInstanceOf(DynamoDbRepositoryFactoryBean.class);
            assertThat(context.getBean("&authorRepository").getClass().getName())
                    .isEqualTo("org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean");

            NoteRepository notes = context.getBean(NoteRepository.class);
            notes.save(new Note("1", "in DynamoDB"));
            assertThat(notes.findById("1")).get().extracting(Note::getText).isEqualTo("in DynamoDB");
            AuthorRepository authors = context.getBean(AuthorRepository.class);
            authors.save(new Author("1", "in H2"));
            assertThat(authors.findById("1")).get().extracting(Author::getName).isEqualTo("in H2");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackageClasses = {Note.class, Author.class})
    static class Application {}
}
