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

import static io.armature.autoconfigure.Startups.NOWHERE;
import static io.armature.autoconfigure.Startups.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.armature.mapping.Table;
import io.armature.repository.DynamoDbRepository;
import io.armature.repository.EnableDynamoDbRepositories;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What a user sees when an application cannot start. */
@WithDynamoDbLocal
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTests {

    @Test
    void startWhenRegionIsMissingShouldSayWhereToSetIt(CapturedOutput output) {
        assertThat(failure(output, List.of()))
                .contains("APPLICATION FAILED TO START", "armature.client.region", "AWS_REGION")
                .doesNotContain("\tat ");
    }

    @Test
    void startWhenCredentialsAreMissingShouldSayWhereToSetThem(CapturedOutput output) {
        assertThat(failure(
                        output,
                        List.of(Parcels.class),
                        "armature.client.endpoint=http://127.0.0.1:9",
                        "armature.client.region=eu-central-1"))
                .contains("APPLICATION FAILED TO START", "armature.client.credentials", "AWS_ACCESS_KEY_ID")
                .doesNotContain("\tat ");
    }

    @Test
    void startWhenAnUpdateSettingIsOutOfItsBoundsShouldSayWhatItMustBe(CapturedOutput output) {
        assertThat(failure(output, List.of(), and(NOWHERE, "armature.update.max-attempts=0")))
                .contains(
                        "APPLICATION FAILED TO START",
                        "armature.update.max-attempts",
                        "is invalid",
                        "It must be at least 1.")
                .doesNotContain("\tat ");
    }

    @Test
    void startWhenTableIsMissingShouldShowCommandThatCreatesIt(CapturedOutput output, DynamoDbEndpoint endpoint) {
        String table = endpoint.uniqueTableName("parcels");
        assertThat(failure(output, List.of(Parcels.class), with(endpoint, "armature.tables.parcels.name=" + table)))
                .contains(
                        "APPLICATION FAILED TO START",
                        "Table '" + table + "' does not exist. Parcel needs it.",
                        "aws dynamodb create-table --table-name " + table + " --billing-mode PAY_PER_REQUEST",
                        "--attribute-definitions AttributeName=depot,AttributeType=S AttributeName=number,AttributeType=N"
                                + " AttributeName=customer,AttributeType=S",
                        "--key-schema AttributeName=depot,KeyType=HASH AttributeName=number,KeyType=RANGE",
                        "--global-secondary-indexes 'IndexName=by-customer,KeySchema=[{AttributeName=customer,KeyType=HASH}],"
                                + "Projection={ProjectionType=ALL}'",
                        "armature.tables.parcels.name")
                .doesNotContain("\tat ");
    }

    @Test
    void startWhenKeysDifferShouldShowBothSides(CapturedOutput output, DynamoDbEndpoint endpoint) {
        String table = endpoint.uniqueTableName("parcels");
        endpoint.client()
                .createTable(request -> request.tableName(table)
                        .billingMode("PAY_PER_REQUEST")
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("depot")
                                .attributeType(ScalarAttributeType.N)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("depot")
                                .keyType(KeyType.HASH)
                                .build()));
        assertThat(failure(output, List.of(Parcels.class), with(endpoint, "armature.tables.parcels.name=" + table)))
                .contains(
                        "Table '" + table + "' does not fit Parcel",
                        "Its key is (depot N), wanted is (depot S, number N)",
                        "It has no index 'by-customer'; wanted is one with key (customer S)")
                .doesNotContain("\tat ");
    }

    @Test
    void startWhenIndexLacksWhatIsReadFromItShouldSayWhat(CapturedOutput output, DynamoDbEndpoint endpoint) {
        String table = endpoint.uniqueTableName("parcels");
        createTable(endpoint, table, ProjectionType.KEYS_ONLY);
        assertThat(failure(output, List.of(Parcels.class), with(endpoint, "armature.tables.parcels.name=" + table)))
                .contains(
                        "Table '" + table + "' does not fit Parcel",
                        "Index 'by-customer' projects KEYS_ONLY and lacks [weight], which query methods read from it")
                .doesNotContain("\tat ");
    }

    @Test
    void startWhenIndexHoldsWhatIsReadFromItShouldStart(DynamoDbEndpoint endpoint) {
        String table = endpoint.uniqueTableName("parcels");
        createTable(endpoint, table, ProjectionType.INCLUDE);
        start(with(endpoint, "armature.tables.parcels.name=" + table));
    }

    private static void createTable(DynamoDbEndpoint endpoint, String table, ProjectionType projection) {
        Projection projected = projection == ProjectionType.INCLUDE
                ? Projection.builder()
                        .projectionType(projection)
                        .nonKeyAttributes("weight")
                        .build()
                : Projection.builder().projectionType(projection).build();
        endpoint.client()
                .createTable(request -> request.tableName(table)
                        .billingMode("PAY_PER_REQUEST")
                        .attributeDefinitions(
                                attribute("depot", ScalarAttributeType.S),
                                attribute("number", ScalarAttributeType.N),
                                attribute("customer", ScalarAttributeType.S))
                        .keySchema(key("depot", KeyType.HASH), key("number", KeyType.RANGE))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName("by-customer")
                                .keySchema(key("customer", KeyType.HASH))
                                .projection(projected)
                                .build()));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @Test
    void startWhenTableIsMissingButCheckWarnsOrIsOffShouldStart(CapturedOutput output, DynamoDbEndpoint endpoint) {
        String name = "armature.tables.parcels.name=" + endpoint.uniqueTableName("parcels");
        start(with(endpoint, name, "armature.schema.check=warn"));
        assertThat(output).contains("does not exist", "create-table");
        int before = output.getAll().length();
        start(with(endpoint, name, "armature.schema.check=off"));
        assertThat(output.getAll().substring(before)).doesNotContain("does not exist");
    }

    @Test
    void startWhenDynamoDbIsUnreachableShouldWarnOnly(CapturedOutput output) {
        start(NOWHERE);
        assertThat(output)
                .contains("Tables were not checked", "The application starts anyway")
                .doesNotContain("secret-of-test");
    }

    @Test
    void startWhenCreatingAndUnreachableShouldSayWhatToStart(CapturedOutput output) {
        assertThat(failure(output, List.of(Parcels.class), and(NOWHERE, "armature.schema.create=true")))
                .contains("cannot be created", "Start the emulator", "armature.client.endpoint")
                .doesNotContain("\tat ", "secret-of-test");
    }

    @Test
    void startWhenCreatingInAwsShouldRefuse(CapturedOutput output) {
        assertThat(failure(output, List.of(), "armature.schema.create=true", "armature.client.region=eu-central-1"))
                .contains("armature.schema.create=true would create tables in AWS", "armature.client.endpoint");
    }

    @Test
    void startWhenTwoLayersWantOneSlotShouldNameBoth(CapturedOutput output) {
        assertThat(failure(output, List.of(TwoLayers.class), NOWHERE))
                .contains("APPLICATION FAILED TO START", "FirstLayer", "SecondLayer", "CACHE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "armature.client.max-connections=0|armature.client.max-connections",
                "armature.client.call-timeout=0s|armature.client.call-timeout",
                "armature.client.connect-timeout=-1s|armature.client.connect-timeout",
                "armature.client.attempt-timeout=6s|armature.client.attempt-timeout",
                "armature.client.endpoint=localhost:8000|armature.client.endpoint",
                "armature.client.credentials.access-key=AKIAWHATEVER|armature.client.credentials.secret-key",
                "armature.client.socket-timeout=0s|armature.client.socket-timeout",
                "armature.client.retry.throttling-base-delay=2s|armature.client.retry.throttling-base-delay",
                "armature.client.retry.max-attempts=0|armature.client.retry.max-attempts",
                "armature.client.retry.base-delay=2s|armature.client.retry.base-delay",
                "armature.client.max-regions=0|armature.client.max-regions",
                "armature.client.max-connections=many|armature.client.max-connections",
                "armature.schema.check=perhaps|armature.schema.check",
                "armature.tables.parcels.name=a b|armature.tables.parcels.name",
                "armature.schema.table-prefix=dev/|armature.schema.table-prefix",
            })
    void startWhenValueIsWrongShouldNameItsKey(String property, String key, CapturedOutput output) {
        assertThat(failure(output, List.of(), "armature.client.region=eu-central-1", property))
                .contains("APPLICATION FAILED TO START", key)
                .doesNotContain("\tat ");
    }

    private static void start(String... properties) {
        new SpringApplicationBuilder(Startups.Application.class, Parcels.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .properties("spring.main.banner-mode=off", "spring.data.redis.repositories.enabled=false")
                .run()
                .close();
    }

    private static String[] with(DynamoDbEndpoint endpoint, String... more) {
        return and(endpoint.properties(), more);
    }

    private static String[] and(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    @Table("parcels")
    record Parcel(
            @DynamoDbPartitionKey String depot,
            @DynamoDbSortKey long number,

            @DynamoDbSecondaryPartitionKey(indexNames = "by-customer")
            String customer,

            int weight) {

        record Id(String depot, long number) {}
    }

    interface ParcelRepository extends DynamoDbRepository<Parcel, Parcel.Id> {

        List<Parcel> findByCustomer(String customer);

        long countByCustomer(String customer);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableDynamoDbRepositories(
            considerNestedRepositories = true,
            includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ParcelRepository.class))
    static class Parcels {}

    @Configuration(proxyBeanMethods = false)
    static class TwoLayers {

        @Bean
        CallLayer first() {
            return new FirstLayer();
        }

        @Bean
        CallLayer second() {
            return new SecondLayer();
        }
    }

    static class FirstLayer implements CallLayer {

        @Override
        public CallSlot slot() {
            return CallSlot.CACHE;
        }

        @Override
        public DynamoDbResponse call(Call call) {
            return call.proceed(call.request());
        }
    }

    static final class SecondLayer extends FirstLayer {}
}
