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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.ClientLayers;
import io.armature.client.DynamoDbClientFactory;
import io.armature.client.RegionMissingException;
import io.armature.compatibility.notes.Note;
import io.armature.compatibility.notes.NoteRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An application that has built its own client, and has configured neither an endpoint nor a region for Armature. */
@WithDynamoDbLocal
class OwnClientTests {

    private final String table;

    OwnClientTests(DynamoDbEndpoint endpoint) {
        this.table = endpoint.uniqueTableName("own");
        Application.own = new OwnClient(endpoint);
        TwoClients.other = new OwnClient(endpoint);
        Note.createTable(endpoint, table);
    }

    @Test
    void clientWhenOwnShouldStandBehindLayers() {
        try (ConfigurableApplicationContext context = run(Application.class)) {
            assertThat(context.getBeanNamesForType(DynamoDbClient.class)).containsExactly("ownClient");
            DynamoDbClient bean = context.getBean(DynamoDbClient.class);
            assertThat(bean).isNotSameAs(Application.own.client());
            assertThat(ClientLayers.isWrapped(bean)).isTrue();
        }
    }

    @Test
    void repositoryWhenClientIsOwnShouldCallItThroughLayers() {
        try (ConfigurableApplicationContext context = run(Application.class)) {
            NoteRepository notes = context.getBean(NoteRepository.class);
            TestApplication.Calls calls = context.getBean(TestApplication.Calls.class);
            calls.take();
            Application.own.takeCalls();

            Note saved = notes.save(new Note("1", "own"));
            assertThat(notes.findById("1")).get().usingRecursiveComparison().isEqualTo(saved);

            assertThat(calls.take()).containsExactly("PutItem", "GetItem");
            assertThat(Application.own.takeCalls()).isEqualTo(2);
        }
    }

    @Test
    void clientWhenApplicationEndsShouldBeClosedOnce() {
        ConfigurableApplicationContext context = run(Application.class);
        assertThat(Application.own.closings()).isZero();
        context.close();
        assertThat(Application.own.closings()).isEqualTo(1);
    }

    @Test
    void clientWhenNotLayeredShouldBeTheVeryBean() {
        try (ConfigurableApplicationContext context = run(Application.class, "armature.client.layered=false")) {
            assertThat(context.getBean(DynamoDbClient.class)).isSameAs(Application.own.client());
            context.getBean(NoteRepository.class).save(new Note("1", "not layered"));
            assertThat(context.getBean(TestApplication.Calls.class).take()).isEmpty();
        }
        assertThat(Application.own.closings()).isEqualTo(1);
    }

    @Test
    void clientsWhenSeveralShouldAllStandBehindLayers() {
        try (ConfigurableApplicationContext context = run(TwoClients.class)) {
            assertThat(context.getBeansOfType(DynamoDbClient.class))
                    .containsOnlyKeys("ownClient", "otherClient")
                    .allSatisfy((name, client) ->
                            assertThat(ClientLayers.isWrapped(client)).isTrue());
            Application.own.takeCalls();
            TwoClients.other.takeCalls();
            context.getBean(NoteRepository.class).save(new Note("1", "by the primary one"));
            assertThat(Application.own.takeCalls()).isZero();
            assertThat(TwoClients.other.takeCalls()).isEqualTo(1);
        }
    }

    @Test
    void enhancedClientWhenOwnShouldStayAndCallThroughLayers() {
        try (ConfigurableApplicationContext context = run(WithEnhancedClient.class)) {
            assertThat(context.getBeanNamesForType(DynamoDbEnhancedClient.class))
                    .containsExactly("ownEnhancedClient");
            TestApplication.Calls calls = context.getBean(TestApplication.Calls.class);
            calls.take();

            DynamoDbEnhancedClient enhanced = context.getBean(DynamoDbEnhancedClient.class);
            enhanced.table(table, TableSchema.fromBean(Note.class)).putItem(new Note("1", "enhanced"));
            assertThat(calls.take()).containsExactly("PutItem");

            NoteRepository notes = context.getBean(NoteRepository.class);
            assertThat(notes.save(notes.findById("1").orElseThrow()).getVersion())
                    .isEqualTo(2);
            assertThat(enhanced.table(table, TableSchema.fromBean(Note.class))
                            .getItem(Key.builder().partitionValue("1").build()))
                    .extracting(Note::getVersion)
                    .isEqualTo(2L);
        }
    }

    @Test
    void applicationWhenClientIsOwnShouldNeedNoRegion() {
        try (ConfigurableApplicationContext context = run(Application.class)) {
            DynamoDbClientFactory factory = context.getBean(DynamoDbClientFactory.class);
            assertThatExceptionOfType(RegionMissingException.class)
                    .as("there is no region, and nobody has asked for it")
                    .isThrownBy(factory::region);
        }
    }

    private ConfigurableApplicationContext run(Class<?> application, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("armature.tables.note.name=" + table);
        return TestApplication.run(application, all);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackageClasses = Note.class)
    static class Application {

        static OwnClient own;

        @Bean
        DynamoDbClient ownClient() {
            return own.client();
        }

        @Bean
        TestApplication.Calls calls() {
            return new TestApplication.Calls();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoClients extends Application {

        static OwnClient other;

        @Bean
        @Primary
        DynamoDbClient otherClient() {
            return other.client();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithEnhancedClient extends Application {

        @Bean
        DynamoDbEnhancedClient ownEnhancedClient(DynamoDbClient client) {
            return DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        }
    }
}
