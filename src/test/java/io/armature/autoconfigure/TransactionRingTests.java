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
import io.armature.repository.DynamoDbRepository;
import io.armature.repository.DynamoDbTransactions;
import io.armature.repository.EnableDynamoDbRepositories;
import io.armature.repository.ReadResult;
import io.armature.repository.TableUnavailableException;
import io.armature.resilience.CircuitBreakerOpenException;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy;
import io.armature.support.FaultProxy.Fault;
import io.armature.support.WithDynamoDbLocal;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/** A transaction of an application with everything around its calls: encryption, guard, fallback and circuit breakers. */
@WithDynamoDbLocal
class TransactionRingTests {

    @TempDir
    private Path directory;

    private ConfigurableApplicationContext start(DynamoDbEndpoint endpoint, FaultProxy proxy) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(Stream.concat(
                                Stream.of(new DynamoDbEndpoint(
                                                proxy.uri(),
                                                endpoint.region(),
                                                endpoint.accessKey(),
                                                endpoint.secretKey())
                                        .properties()),
                                Stream.of(
                                        "spring.config.name=none",
                                        "spring.main.banner-mode=off",
                                        "armature.client.retry.max-attempts=1",
                                        "armature.schema.create=true",
                                        "armature.schema.table-prefix=" + endpoint.uniqueTableName("ring") + "-",
                                        "armature.encryption.local.key-file=" + directory.resolve("keys"),
                                        "armature.fallback.enabled=true",
                                        "armature.fallback.store=in-process"))
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void executeShouldForgetCopiesAndBeRefusedByOpenCircuitBreakers(DynamoDbEndpoint endpoint) {
        try (FaultProxy proxy = new FaultProxy(endpoint.uri());
                ConfigurableApplicationContext context = start(endpoint, proxy)) {
            Purses purses = context.getBean(Purses.class);
            Notes notes = context.getBean(Notes.class);
            DynamoDbTransactions transactions = context.getBean(DynamoDbTransactions.class);
            purses.save(new Purse("a", "ten", null));
            notes.save(new Note("n", "old"));
            readUntilThereAreCopies(purses, notes, proxy);

            transactions.execute(tx -> tx.update(purses, "a", purse -> new Purse("a", "eleven", purse.version()))
                    .save(notes, new Note("n", "new")));
            proxy.switchTo(Fault.REFUSED);
            assertThatExceptionOfType(TableUnavailableException.class).isThrownBy(() -> purses.read("a"));
            assertThatExceptionOfType(TableUnavailableException.class).isThrownBy(() -> notes.read("n"));

            for (int i = 0; i < 5; i++) {
                assertThatExceptionOfType(TableUnavailableException.class)
                        .isThrownBy(() -> transactions.execute(
                                tx -> tx.save(notes, new Note("n", "newer")).deleteById(purses, "a")))
                        .satisfies(ex -> assertThat(ex.mayHaveBeenApplied()).isFalse());
            }
            long before = proxy.requests();
            assertThatExceptionOfType(TableUnavailableException.class)
                    .isThrownBy(() -> transactions.execute(tx -> tx.deleteById(purses, "a")))
                    .withCauseInstanceOf(CircuitBreakerOpenException.class);
            assertThat(proxy.requests()).isEqualTo(before);
        }
    }

    /** Copies are stored by another thread, after the answer. */
    private static void readUntilThereAreCopies(Purses purses, Notes notes, FaultProxy proxy) {
        boolean copied = false;
        while (!copied) {
            proxy.switchTo(Fault.NONE);
            purses.read("a");
            notes.read("n");
            proxy.switchTo(Fault.REFUSED);
            try {
                copied = purses.read("a").source() == ReadResult.Source.FALLBACK
                        && notes.read("n").source() == ReadResult.Source.FALLBACK;
            } catch (TableUnavailableException ex) {
                // Not yet
            }
        }
        proxy.switchTo(Fault.NONE);
    }

    record Purse(
            @DynamoDbPartitionKey String id,
            @Encrypted String content,

            @DynamoDbVersionAttribute @Nullable Long version) {}

    record Note(@DynamoDbPartitionKey String id, String text) {}

    interface Purses extends DynamoDbRepository<Purse, String> {}

    interface Notes extends DynamoDbRepository<Note, String> {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableDynamoDbRepositories(
            considerNestedRepositories = true,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.ASSIGNABLE_TYPE,
                            classes = {Purses.class, Notes.class}))
    static class Application {}
}
