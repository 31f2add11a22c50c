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

import io.armature.client.ClientLayers;
import io.armature.compatibility.notes.Note;
import io.armature.compatibility.notes.NoteRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import io.awspring.cloud.dynamodb.DynamoDbTemplate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An application on Spring Cloud AWS that adds the starter. */
@WithDynamoDbLocal
class SpringCloudAwsTests {

    private final DynamoDbEndpoint endpoint;
    private final String prefix;

    SpringCloudAwsTests(DynamoDbEndpoint endpoint) {
        this.endpoint = endpoint;
        this.prefix = endpoint.uniqueTableName("sca") + "-";
    }

    @Test
    void clientsWhenBothAutoConfigureThemShouldBeOursAndSingle() {
        try (ConfigurableApplicationContext context = run(endpoint.properties())) {
            assertThat(context.getBeanNamesForType(DynamoDbClient.class)).containsExactly("dynamoDbClient");
            assertThat(context.getBeanNamesForType(DynamoDbEnhancedClient.class))
                    .containsExactly("dynamoDbEnhancedClient");
            assertThat(ClientLayers.isWrapped(context.getBean(DynamoDbClient.class)))
                    .isTrue();
            assertThat(definition(context, "dynamoDbClient")).contains("io/armature");
            assertThat(definition(context, "dynamoDbEnhancedClient")).contains("io/armature");
        }
    }

    @Test
    void templateWhenUsedShouldPassLayersAndShareItemsWithRepository() {
        try (ConfigurableApplicationContext context = run(endpoint.properties())) {
            assertThatTemplateAndRepositoryAgree(context);
        }
    }

    @Test
    void clientWhenOnlySpringCloudAwsIsConfiguredShouldFollowIt() {
        try (ConfigurableApplicationContext context = run(springCloudAwsProperties())) {
            assertThatTemplateAndRepositoryAgree(context);
            assertThat(context.getBean(DynamoDbClient.class)
                            .serviceClientConfiguration()
                            .region()
                            .id())
                    .isEqualTo("eu-north-1");
        }
    }

    private static void assertThatTemplateAndRepositoryAgree(ConfigurableApplicationContext context) {
        DynamoDbTemplate template = context.getBean(DynamoDbTemplate.class);
        NoteRepository notes = context.getBean(NoteRepository.class);
        TestApplication.Calls calls = context.getBean(TestApplication.Calls.class);
        Key key = Key.builder().partitionValue("1").build();
        calls.take();

        template.save(new Note("1", "by the template"));
        assertThat(template.load(key, Note.class)).extracting(Note::getText).isEqualTo("by the template");
        assertThat(calls.take()).containsExactly("PutItem", "GetItem");

        Note read = notes.findById("1").orElseThrow();
        assertThat(read.getVersion())
                .as("set by the extensions of our enhanced client")
                .isEqualTo(1);
        read.setText("by the repository");
        notes.save(read);
        assertThat(template.load(key, Note.class)).extracting(Note::getVersion).isEqualTo(2L);
    }

    /** Has another region than the fixture's, so that nobody else can have told it. */
    private String[] springCloudAwsProperties() {
        return new String[] {
            "spring.cloud.aws.region.static=eu-north-1",
            "spring.cloud.aws.credentials.access-key=" + endpoint.accessKey(),
            "spring.cloud.aws.credentials.secret-key=" + endpoint.secretKey(),
            "spring.cloud.aws.dynamodb.endpoint=" + endpoint.uri()
        };
    }

    private ConfigurableApplicationContext run(String[] properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("spring.cloud.aws.dynamodb.table-prefix=" + prefix);
        all.add("armature.schema.table-prefix=" + prefix);
        all.add("armature.schema.create=true");
        return TestApplication.run(Application.class, all);
    }

    private static String definition(ConfigurableApplicationContext context, String bean) {
        return String.valueOf(context.getBeanFactory().getBeanDefinition(bean).getResourceDescription());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackageClasses = Note.class)
    static class Application {

        @Bean
        TestApplication.Calls calls() {
            return new TestApplication.Calls();
        }
    }
}
