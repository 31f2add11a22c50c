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
package io.armature.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armature.batch.BatchFailure;
import io.armature.batch.BatchOptions;
import io.armature.batch.BatchRate;
import io.armature.batch.BatchReader;
import io.armature.batch.BatchReport;
import io.armature.batch.BatchWrite;
import io.armature.batch.BatchWriter;
import io.armature.batch.FailureReason;
import io.armature.batch.VersionPolicy;
import io.armature.encryption.DataKeys;
import io.armature.sample.customer.Customer;
import io.armature.sample.local.LocalFiles;
import io.armature.sample.order.Order;
import io.armature.sample.track.Track;
import io.armature.support.DynamoDbEndpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The whole record store written and read in bulk by an application with encryption and a fallback, on each engine. */
abstract class StoreBatchContract {

    private static final BatchOptions UNLIMITED = options(null);

    private final StoreData data = new StoreData(StoreWeb.json());

    private ConfigurableApplicationContext application;

    private BatchWriter writer;

    private BatchReader reader;

    private DynamoDbClient client;

    private DynamoDbClient plain;

    private String prefix;

    private static BatchOptions options(VersionPolicy versions) {
        BatchOptions.Builder options = BatchOptions.builder().rate(BatchRate.unlimited());
        return versions == null ? options.build() : options.versions(versions).build();
    }

    @BeforeEach
    void start(DynamoDbEndpoint endpoint) {
        prefix = endpoint.uniqueTableName("bulk") + "-";
        plain = endpoint.client();
        application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(endpoint.properties())
                .properties(
                        "spring.main.banner-mode=off",
                        "spring.data.redis.repositories.enabled=false",
                        "armature.schema.create=true",
                        "armature.schema.table-prefix=" + prefix,
                        "armature.fallback.enabled=true",
                        "armature.fallback.store=in-process",
                        "armature.encryption.local.key-file=" + LocalFiles.keyFile(false))
                .run();
        writer = application.getBean(BatchWriter.class);
        reader = application.getBean(BatchReader.class);
        client = application.getBean(DynamoDbClient.class);
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void writeWhenItIsTheWholeStoreShouldComeBackEqual() {
        Stream<Object> store =
                Stream.of(data.tracks(), data.customers(), data.orders()).flatMap(List::stream);

        BatchReport report =
                writer.write(store, options(VersionPolicy.CONDITIONAL)).orThrow();

        assertThat(report.succeeded()).isEqualTo(3_503 + 59 + 412);
        assertThat(report.units())
                .containsOnlyKeys(
                        prefix + "tracks", prefix + "customers", prefix + "orders", prefix + "orders/by-customer");
        assertThat(count("tracks")).isEqualTo(3_503);
        assertThat(count("customers")).isEqualTo(59);
        assertThat(count("orders")).isEqualTo(412);
        assertThat(read(Track.class, data.tracks().stream().map(Track::trackId)))
                .containsExactlyInAnyOrderElementsOf(data.tracks());
        assertThat(read(Order.class, data.orders().stream().map(Order::orderId)))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("version")
                .containsExactlyInAnyOrderElementsOf(data.orders());
        // As another instance reads them, which has no key at hand
        application.getBean(DataKeys.class).flush();
        assertThat(read(Customer.class, data.customers().stream().map(Customer::customerId)))
                .allSatisfy(customer -> assertThat(customer.version()).isEqualTo(1))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("version")
                .containsExactlyInAnyOrderElementsOf(data.customers());
        assertCiphertext();
    }

    private void assertCiphertext() {
        List<String> secrets = data.customers().stream()
                .flatMap(customer -> Stream.of(customer.address(), customer.email()))
                .filter(Objects::nonNull)
                .toList();
        assertThat(plain.scan(request -> request.tableName(prefix + "customers"))
                        .items())
                .hasSize(59)
                .allSatisfy(item -> {
                    assertThat(item.get("email").b()).isNotNull();
                    assertThat(secrets).noneMatch(item.toString()::contains);
                });
    }

    @Test
    void writeWhenRawItemHasPlaintextInAnEncryptedAttributeShouldRefuseThatOneAlone() {
        Map<String, AttributeValue> bare = Map.of(
                "customerId", AttributeValue.fromN("1000"), "email", AttributeValue.fromS("somebody@example.com"));
        Map<String, AttributeValue> harmless =
                Map.of("customerId", AttributeValue.fromN("1001"), "city", AttributeValue.fromS("Pune"));
        String table = prefix + "customers";

        BatchReport report =
                writer.write(Stream.of(BatchWrite.put(table, bare), BatchWrite.put(table, harmless)), UNLIMITED);

        assertThat(report.succeeded()).isOne();
        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.position()).isZero();
            assertThat(failure.reason()).isIn(FailureReason.OTHER, FailureReason.INVALID);
            assertThat(failure.message()).contains("email").doesNotContain("somebody@example.com");
        });
        assertThat(plain.scan(request -> request.tableName(table)).items()).containsExactly(harmless);
    }

    @Test
    void writeWhenEntitiesAreDeletedShouldLeaveNone() {
        writer.write(data.tracks().stream(), UNLIMITED).orThrow();
        writer.write(data.tracks().stream().map(BatchWrite::delete), UNLIMITED).orThrow();

        assertThat(count("tracks")).isZero();
        BatchReport report = reader.read(
                Track.class,
                data.tracks().stream().map(Track::trackId),
                track -> {
                    throw new AssertionError(track);
                },
                UNLIMITED);
        assertThat(report.missing()).isEqualTo(3_503);
    }

    @Test
    void readWhenConsumerThrowsShouldEndWithItsError() {
        writer.write(data.tracks().stream().limit(200), UNLIMITED).orThrow();
        assertThatThrownBy(() -> reader.read(
                        Track.class,
                        Stream.iterate(1L, id -> id + 1),
                        track -> {
                            throw new AssertionError("full");
                        },
                        UNLIMITED))
                .hasMessageContaining("consumer")
                .hasRootCauseMessage("full");
    }

    /** Three rounds of both in turn, so that a machine that is busy for a while is so for both. */
    double throughputBesideSinglePuts() {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        writer.write(data.tracks().stream(), UNLIMITED).orThrow();
        plain.scanPaginator(request -> request.tableName(prefix + "tracks"))
                .items()
                .forEach(items::add);
        double[] ratios = new double[3];
        for (int round = 0; round < ratios.length; round++) {
            long began = System.nanoTime();
            items.stream()
                    .limit(700)
                    .forEach(item -> client.putItem(
                            request -> request.tableName(prefix + "tracks").item(item)));
            double single = 700e9 / (System.nanoTime() - began);
            ratios[round] = writer.write(data.tracks().stream(), UNLIMITED).itemsPerSecond() / single;
        }
        return Arrays.stream(ratios).sorted().toArray()[1];
    }

    private <T> List<T> read(Class<T> type, Stream<?> ids) {
        List<T> found = new ArrayList<>();
        BatchReport report = reader.read(type, ids, found::add, UNLIMITED).orThrow();
        assertThat(report.failures()).extracting(BatchFailure::message).isEmpty();
        assertThat(report.missing()).isZero();
        return found;
    }

    private int count(String table) {
        return plain.scanPaginator(request -> request.tableName(prefix + table).consistentRead(true)).stream()
                .mapToInt(page -> page.count())
                .sum();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Stored stored(io.armature.mapping.Entities entities) {
            return new Stored(List.of(
                    entities.get(Track.class).tableName(),
                    entities.get(Customer.class).tableName(),
                    entities.get(Order.class).tableName()));
        }
    }

    /** Makes the entities known, as their repositories do. */
    record Stored(List<String> tables) {}
}
