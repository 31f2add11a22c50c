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
package io.armature.cost;

import io.armature.client.DynamoDbClientBuilderCustomizer;
import io.armature.encryption.Encrypted;
import io.armature.mapping.Table;
import io.armature.repository.DynamoDbRepository;
import io.armature.repository.EnableDynamoDbRepositories;
import io.armature.support.StubbedDynamoDb;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/**
 * An application with all of Armature that does its work in the caller's calls: fields are encrypted, copies are kept in
 * the process, calls are observed, broken off and counted. DynamoDB is a stub.
 */
final class StubbedApplication implements AutoCloseable {

    final StubbedDynamoDb dynamoDb = new StubbedDynamoDb();

    private final ConfigurableApplicationContext context;

    StubbedApplication(String... properties) {
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .initializers(created -> created.getBeanFactory().registerSingleton("dynamoDb", dynamoDb))
                .properties(
                        "armature.client.region=eu-central-1",
                        "armature.client.endpoint=http://127.0.0.1:9",
                        "armature.client.credentials.access-key=key-of-test",
                        "armature.client.credentials.secret-key=secret-of-test",
                        "armature.client.retry.throttling-base-delay=1ms",
                        // A busy machine stops for seconds, and a time-out would be an attempt more.
                        "armature.client.attempt-timeout=60s",
                        "armature.client.call-timeout=60s",
                        "armature.fallback.read-timeout=59s",
                        "armature.schema.check=off",
                        "armature.fallback.enabled=true",
                        "armature.fallback.store=in-process",
                        "spring.data.redis.repositories.enabled=false",
                        // The files of other applications in the test sources are not for this one.
                        "spring.config.name=none",
                        "spring.main.banner-mode=off")
                .properties(properties)
                .logStartupInfo(false)
                .run();
        dynamoDb.takeOperations();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Songs songs() {
        return bean(Songs.class);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Has ten attributes and no version, as most of what is imported. */
    @Table("songs")
    record Song(
            @DynamoDbPartitionKey String artist,
            @DynamoDbSortKey String title,
            String album,
            String composer,
            String genre,
            int year,
            long durationMillis,
            long sizeBytes,
            BigDecimal unitPrice,
            boolean explicit) {

        static final String JSON = "{\"artist\":{\"S\":\"AC/DC\"},\"title\":{\"S\":\"title-1\"},"
                + "\"album\":{\"S\":\"For Those About To Rock\"},\"composer\":{\"S\":\"Angus Young, Malcolm Young\"},"
                + "\"genre\":{\"S\":\"Rock\"},\"year\":{\"N\":\"1981\"},\"durationMillis\":{\"N\":\"343719\"},"
                + "\"sizeBytes\":{\"N\":\"11170334\"},\"unitPrice\":{\"N\":\"0.99\"},\"explicit\":{\"BOOL\":false}}";

        static Song of(int number) {
            return new Song(
                    "AC/DC",
                    "title-" + number,
                    "For Those About To Rock",
                    "Angus Young, Malcolm Young",
                    "Rock",
                    1981,
                    343_719,
                    11_170_334,
                    new BigDecimal("0.99"),
                    false);
        }

        Id id() {
            return new Id(artist, title);
        }

        record Id(String artist, String title) {}
    }

    interface Songs extends DynamoDbRepository<Song, Song.Id> {

        Window<Song> findByArtist(String artist, ScrollPosition position, Limit limit);

        Stream<Song> streamByArtist(String artist);
    }

    @Table("accounts")
    record Account(
            @DynamoDbPartitionKey String id,
            long balance,
            @DynamoDbVersionAttribute @Nullable Long version) {}

    interface Accounts extends DynamoDbRepository<Account, String> {}

    /** As many attributes and bytes as a song, and two of the attributes are encrypted. */
    @Table("customers")
    record Customer(
            @DynamoDbPartitionKey String id,
            String name,
            @Encrypted String email,
            @Encrypted String phone) {

        static Customer of(int number) {
            return new Customer("customer-" + number, "Leonie", "leonie@surfeu.example", "+49 0711 2842222");
        }
    }

    interface Customers extends DynamoDbRepository<Customer, String> {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
                "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration"
            })
    @EnableDynamoDbRepositories(considerNestedRepositories = true)
    static class Application {

        @Bean
        DynamoDbClientBuilderCustomizer stub(StubbedDynamoDb dynamoDb) {
            return builder -> builder.httpClientBuilder(dynamoDb.builder());
        }
    }
}
