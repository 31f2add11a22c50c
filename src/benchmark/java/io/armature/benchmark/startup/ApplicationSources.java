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
package io.armature.benchmark.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The source of an application with so many entities: the same entities with tables of the SDK, or with repositories. */
final class ApplicationSources {

    private static final String PACKAGE = "package com.example.started;%n".formatted();

    private static final String ENTITY = """
            @software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean
            public class Entity%1$d {
                private String id;
                private String name;
                private Long amount;
                private java.time.Instant created;
                @software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey
                public String getId() { return id; }
                public void setId(String id) { this.id = id; }
                @software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey(
                        indexNames = "by-name")
                public String getName() { return name; }
                public void setName(String name) { this.name = name; }
                public Long getAmount() { return amount; }
                public void setAmount(Long amount) { this.amount = amount; }
                public java.time.Instant getCreated() { return created; }
                public void setCreated(java.time.Instant created) { this.created = created; }
            }
            """;

    private static final String REPOSITORY = """
            public interface Entity%1$dRepository extends io.armature.repository.DynamoDbRepository<Entity%1$d, String> {
                java.util.List<Entity%1$d> findByName(String name);
            }
            """;

    private static final String APPLICATION = """
            @org.springframework.boot.autoconfigure.SpringBootApplication
            public class Application {
                public static void main(String[] args) {
                    var application = new org.springframework.boot.SpringApplication(Application.class);
                    application.addListeners(new io.armature.benchmark.startup.Probe(%s.class));
                    application.run(args);
                    // The SDK's threads are no daemons.
                    System.exit(0);
                }
            }
            """;

    private static final String BEANS = """
            import org.springframework.context.annotation.Bean;
            import software.amazon.awssdk.enhanced.dynamodb.*;
            import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            class Beans {
                @Bean
                DynamoDbClient client(org.springframework.core.env.Environment environment) {
                    return DynamoDbClient.builder()
                            .endpointOverride(java.net.URI.create(environment.getProperty("endpoint")))
                            .region(software.amazon.awssdk.regions.Region.EU_CENTRAL_1)
                            .credentialsProvider(
                                    software.amazon.awssdk.auth.credentials.StaticCredentialsProvider.create(
                                            software.amazon.awssdk.auth.credentials.AwsBasicCredentials.create(
                                                    "id", "secret")))
                            .build();
                }

                @Bean
                DynamoDbEnhancedClient enhanced(DynamoDbClient client) {
                    return DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
                }

                @Bean
                @org.springframework.boot.autoconfigure.condition.ConditionalOnProperty("look")
                org.springframework.boot.ApplicationRunner look(java.util.List<DynamoDbTable<?>> tables) {
                    return arguments -> tables.forEach(DynamoDbTable::describeTable);
                }
            %s}
            """;

    private static final String TABLE = """
                @Bean
                DynamoDbTable<Entity%1$d> table%1$d(DynamoDbEnhancedClient client) {
                    return client.table("entity%1$d", TableSchema.fromBean(Entity%1$d.class));
                }
            """;

    private ApplicationSources() {}

    /** Returns the sources of an application that has tables of the enhanced client as its beans. */
    static List<Source> plain(int entities) {
        List<Source> sources = entities(entities);
        sources.add(application("software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable"));
        String tables =
                IntStream.rangeClosed(1, entities).mapToObj(TABLE::formatted).collect(Collectors.joining());
        sources.add(new Source("Beans", PACKAGE + BEANS.formatted(tables)));
        return sources;
    }

    /** Returns the sources of an application that has repositories. */
    static List<Source> armature(int entities) {
        List<Source> sources = entities(entities);
        sources.add(application("io.armature.repository.DynamoDbRepository"));
        addTo(sources, entities, "Entity%dRepository", REPOSITORY::formatted);
        return sources;
    }

    private static List<Source> entities(int entities) {
        List<Source> sources = new ArrayList<>();
        addTo(sources, entities, "Entity%d", ENTITY::formatted);
        return sources;
    }

    private static Source application(String counted) {
        return new Source("Application", PACKAGE + APPLICATION.formatted(counted));
    }

    private static void addTo(List<Source> sources, int count, String name, IntFunction<String> text) {
        for (int i = 1; i <= count; i++) {
            sources.add(new Source(name.formatted(i), PACKAGE + text.apply(i)));
        }
    }

    /**
     * One file.
     *
     * @param name simple name of its class
     * @param text what is in it
     */
    record Source(String name, String text) {}
}
