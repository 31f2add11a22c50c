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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.encryption.Encrypted;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.KeyInventory;
import io.armature.mapping.Entities;
import io.armature.mapping.Table;
import io.armature.repository.AllowScan;
import io.armature.repository.DynamoDbRepository;
import io.armature.repository.EnableDynamoDbRepositories;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.dao.DataRetrievalFailureException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbAtomicCounter;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The four steps of the guide from a table of plaintext to one without, with instances of two steps side by side. */
@WithDynamoDbLocal
@Tag("F15")
class RollOutTests {

    private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

    @TempDir
    private Path directory;

    private DynamoDbEndpoint endpoint;

    private String prefix;

    @BeforeEach
    void choose(DynamoDbEndpoint given) {
        endpoint = given;
        prefix = given.uniqueTableName("roll") + "-";
    }

    @AfterEach
    void close() {
        contexts.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void rollOutShouldHinderNoInstanceOnItsWay() {
        ConfigurableApplicationContext old = start(Before.class);
        OldCustomers oldCustomers = old.getBean(OldCustomers.class);
        OldVisits oldVisits = old.getBean(OldVisits.class);
        oldCustomers.save(oldCustomer("1"));
        oldVisits.save(new OldVisit("1", "before", null));

        ConfigurableApplicationContext first = start(After.class, policy("write-plaintext"));
        Customers one = first.getBean(Customers.class);
        Visits visitsOne = first.getBean(Visits.class);
        one.save(one.findById("1").orElseThrow().withEmail("first"));
        one.save(customer("2"));
        assertThat(visitsOne.save(new Visit("1", "first", null)).count()).isEqualTo(1);
        assertThat(oldCustomers.findById("1").orElseThrow().email()).isEqualTo("first");
        assertThat(oldCustomers.findById("2").orElseThrow().address()).isEqualTo(new Address("street", "city"));
        assertThat(oldVisits.save(new OldVisit("1", "old again", null)).count()).isEqualTo(2);
        oldCustomers.save(oldCustomers.findById("2").orElseThrow());
        update(first, "1", "updated by the first");
        assertThat(oldCustomers.findById("1").orElseThrow().email()).isEqualTo("updated by the first");
        old.close();

        ConfigurableApplicationContext second = start(After.class, policy("read-allowed"));
        Customers two = second.getBean(Customers.class);
        Visits visitsTwo = second.getBean(Visits.class);
        two.save(two.findById("1").orElseThrow().withEmail("second"));
        assertThat(stored(second, "1")).containsKey("_ak");
        assertThat(one.findById("1").orElseThrow().email()).isEqualTo("second");
        assertThat(visitsTwo.save(new Visit("1", "second", null)).count()).isEqualTo(3);
        assertThat(visitsOne.findById("1").orElseThrow().note()).isEqualTo("second");
        assertThat(visitsOne.save(new Visit("1", "first again", null)).count()).isEqualTo(4);
        one.save(one.findById("1").orElseThrow().withEmail("first over second"));
        assertThat(two.findById("1").orElseThrow().email()).isEqualTo("first over second");
        update(second, "1", "updated by the second");
        update(first, "1", "updated by the first once more");
        assertThat(two.findById("1").orElseThrow().email()).isEqualTo("updated by the first once more");
        assertThat(one.findAll()).hasSize(2);
        first.close();

        EncryptionStatistics statistics = second.getBean(EncryptionStatistics.class);
        assertThat(statistics.plaintextReads("customers", "email")).isPositive();
        KeyInventory inventory = second.getBean(KeyInventory.class);
        assertThat(inventory.take(prefix + "customers", 1_000, progress -> {}).plaintextValues())
                .isPositive();
        two.findAll().forEach(two::save);
        visitsTwo.save(new Visit("1", "last", null));
        assertThat(inventory.take(prefix + "customers", 1_000, progress -> {}).plaintextValues())
                .isZero();
        long reads = statistics.plaintextReads("customers", "email");
        assertThat(two.findAll()).hasSize(2);
        assertThat(statistics.plaintextReads("customers", "email")).isEqualTo(reads);

        ConfigurableApplicationContext third = start(After.class);
        Customers three = third.getBean(Customers.class);
        assertThat(three.findAll()).extracting(Customer::customerId).containsExactlyInAnyOrder("1", "2");
        assertThat(third.getBean(Visits.class).findById("1").orElseThrow().note())
                .isEqualTo("last");
        three.save(three.findById("1").orElseThrow().withEmail("third"));
        assertThat(two.findById("1").orElseThrow().email()).isEqualTo("third");
        Map<String, AttributeValue> forged = new HashMap<>(stored(third, "2"));
        forged.put("email", AttributeValue.fromS("forged"));
        endpoint.client()
                .putItem(request -> request.tableName(prefix + "customers").item(forged));
        assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> three.findById("2"));
    }

    private static void update(ConfigurableApplicationContext context, String id, String email) {
        var entity = context.getBean(Entities.class).get(Customer.class);
        DynamoDbTable<Customer> table =
                context.getBean(DynamoDbEnhancedClient.class).table(entity.tableName(), entity.schema());
        Customer found = table.getItem(key -> key.key(id(id)).consistentRead(true));
        Customer changed = new Customer(id, null, email, null, found.version());
        table.updateItem(request -> request.item(changed).ignoreNullsMode(IgnoreNullsMode.MAPS_ONLY));
    }

    private static Key id(String id) {
        return Key.builder().partitionValue(id).build();
    }

    private Map<String, AttributeValue> stored(ConfigurableApplicationContext context, String id) {
        return context.getBean(DynamoDbClient.class)
                .getItem(request ->
                        request.tableName(prefix + "customers").key(Map.of("customerId", AttributeValue.fromS(id))))
                .item();
    }

    private static String[] policy(String policy) {
        return new String[] {
            "armature.tables.customers.plaintext.policy=" + policy,
            "armature.tables.customers.plaintext.until=2999-01-31",
            "armature.tables.visits.plaintext.policy=" + policy,
            "armature.tables.visits.plaintext.until=2999-01-31"
        };
    }

    private ConfigurableApplicationContext start(Class<?> application, String... properties) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties(endpoint.properties())
                .properties(properties)
                .properties(
                        "armature.schema.create=true",
                        "armature.schema.table-prefix=" + prefix,
                        "spring.main.banner-mode=off",
                        "spring.data.redis.repositories.enabled=false")
                .properties(
                        application == After.class
                                ? new String[] {
                                    "armature.encryption.local.key-file=" + directory.resolve("development.key")
                                }
                                : new String[0])
                .run();
        contexts.add(context);
        return context;
    }

    private static OldCustomer oldCustomer(String id) {
        return new OldCustomer(id, "name", "email", new Address("street", "city"), null);
    }

    private static Customer customer(String id) {
        return new Customer(id, "name", "email", new Address("street", "city"), null);
    }

    record Address(String street, String city) {}

    @Table("customers")
    record OldCustomer(
            @DynamoDbPartitionKey String customerId,
            String name,
            String email,
            Address address,
            @DynamoDbVersionAttribute @Nullable Long version) {}

    @Table("visits")
    record OldVisit(
            @DynamoDbPartitionKey String id,
            String note,
            @DynamoDbAtomicCounter @Nullable Long count) {}

    @Table("customers")
    record Customer(
            @DynamoDbPartitionKey String customerId,
            @Nullable String name,
            @Encrypted @Nullable String email,
            @Encrypted @Nullable Address address,
            @DynamoDbVersionAttribute @Nullable Long version) {

        Customer withEmail(String other) {
            return new Customer(customerId, name, other, address, version);
        }
    }

    @Table("visits")
    record Visit(
            @DynamoDbPartitionKey String id,
            @Encrypted String note,
            @DynamoDbAtomicCounter @Nullable Long count) {}

    interface OldCustomers extends DynamoDbRepository<OldCustomer, String> {}

    interface OldVisits extends DynamoDbRepository<OldVisit, String> {}

    interface Customers extends DynamoDbRepository<Customer, String> {

        @AllowScan
        @Override
        List<Customer> findAll();
    }

    interface Visits extends DynamoDbRepository<Visit, String> {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableDynamoDbRepositories(
            basePackageClasses = RollOutTests.class,
            considerNestedRepositories = true,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.ASSIGNABLE_TYPE,
                            classes = {OldCustomers.class, OldVisits.class}))
    static class Before {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableDynamoDbRepositories(
            basePackageClasses = RollOutTests.class,
            considerNestedRepositories = true,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.ASSIGNABLE_TYPE,
                            classes = {Customers.class, Visits.class}))
    static class After {}
}
