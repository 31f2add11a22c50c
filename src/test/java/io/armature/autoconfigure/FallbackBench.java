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

import static org.awaitility.Awaitility.await;

import io.armature.client.dns.DnsSettings;
import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.mapping.Table;
import io.armature.repository.DynamoDbRepository;
import io.armature.repository.EnableDynamoDbRepositories;
import io.armature.repository.ReadResult;
import io.armature.repository.ReadResult.Source;
import io.armature.repository.TableUnavailableException;
import io.armature.sample.local.LocalRedis;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.FaultProxy;
import io.armature.support.FaultProxy.Fault;
import io.armature.support.FaultyNames;
import io.armature.support.TcpProxy;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/**
 * A whole application in front of a real DynamoDB and a real Redis with a replica, both behind networks that fail on demand, and a
 * name service that does. Everything is as in production but for the read time-out, which is short, and the circuit breakers,
 * which stay closed, so that each call is a first one.
 */
final class FallbackBench implements AutoCloseable {

    static final Duration READ_TIMEOUT = Duration.ofMillis(200);

    static final Duration STORE_TIMEOUT = Duration.ofMillis(20);

    private static final String ID = "1";

    /** What one server has the other gets without a file, and at once. */
    private static final List<String> IN_MEMORY =
            List.of("--repl-diskless-sync", "yes", "--repl-diskless-sync-delay", "0", "--repl-diskless-load", "swapdb");

    private final FaultyNames names = new FaultyNames();

    private final FaultProxy dynamoDb;

    private final LastGoodDnsResolver resolver = new LastGoodDnsResolver(
            // Addresses are forgotten at once, or they would be used while the name is away.
            new DnsSettings(Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofSeconds(2)), names::lookUp);

    private final TcpProxy redis;

    private final ConfigurableApplicationContext application;

    private LocalRedis primary;

    private LocalRedis replica;

    FallbackBench(DynamoDbEndpoint engine) {
        dynamoDb = new FaultProxy(engine.uri());
        primary = LocalRedis.start(port -> IN_MEMORY);
        List<String> following = new ArrayList<>(IN_MEMORY);
        following.addAll(List.of("--replicaof", primary.host(), String.valueOf(primary.port())));
        replica = LocalRedis.start(port -> following);
        redis = new TcpProxy(primary.port());
        application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> context.getBeanFactory().registerSingleton("resolver", resolver))
                .properties(engine.properties())
                .properties(
                        "armature.client.endpoint=" + dynamoDb.uri("dynamodb.test"),
                        "armature.schema.create=true",
                        "armature.schema.table-prefix=" + engine.uniqueTableName("matrix") + "-",
                        "armature.circuit-breaker.window-size=100000",
                        "armature.circuit-breaker.minimum-calls=100000",
                        "armature.fallback.enabled=true",
                        "armature.fallback.read-timeout=" + READ_TIMEOUT.toMillis() + "ms",
                        "armature.fallback.store-timeout=" + STORE_TIMEOUT.toMillis() + "ms",
                        "spring.data.redis.port=" + redis.port(),
                        "spring.data.redis.repositories.enabled=false",
                        "spring.main.banner-mode=off")
                .logStartupInfo(false)
                .run();
        store();
    }

    /** Saves the item until Redis is there to take a copy of it. */
    private void store() {
        patiently().until(() -> {
            repository().save(new Copied(ID, "stored", null));
            DeadDynamoDb.REFUSED.happenTo(this);
            boolean answered = read().isAnswered();
            repair();
            if (!answered) {
                repository().deleteById(ID);
            }
            return answered;
        });
    }

    FaultProxy dynamoDb() {
        return dynamoDb;
    }

    FaultyNames names() {
        return names;
    }

    TcpProxy redis() {
        return redis;
    }

    Copies repository() {
        return application.getBean(Copies.class);
    }

    /** Reads, and tells what came of it. */
    Outcome read() {
        long began = System.nanoTime();
        Source source = null;
        RuntimeException failure = null;
        try {
            ReadResult<Copied> result = repository().read(ID);
            source = result.value() != null && result.value().text().equals("stored") ? result.source() : null;
        } catch (RuntimeException ex) {
            failure = ex;
        }
        return new Outcome(source, failure, Duration.ofNanos(System.nanoTime() - began));
    }

    /** Closes the connections to DynamoDB, and lets one read find out, so that the next one needs a new connection. */
    void dropConnections() {
        dynamoDb.cutConnections();
        read();
    }

    /** Waits until DynamoDB answers, with a connection of its own kept open. */
    void awaitDynamoDb() {
        patiently().until(() -> read().source() == Source.DYNAMODB);
    }

    /** Waits until reads are answered by copies without fail. */
    void awaitCopies() {
        patiently().until(() -> read().isAnswered() && read().isAnswered());
    }

    private static ConditionFactory patiently() {
        return await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(20));
    }

    /** Makes DynamoDB and its name work again. */
    void repair() {
        names.know();
        dynamoDb.answerNothing();
        dynamoDb.switchTo(Fault.NONE);
    }

    /** Waits until the replica has all that the primary has. */
    void awaitReplica() {
        patiently().until(() -> {
            String mark = String.valueOf(System.nanoTime());
            ask(primary, commands -> commands.set("mark", mark));
            return mark.equals(ask(replica, commands -> commands.get("mark")));
        });
    }

    /** Makes the replica the primary, and leads the address to it. */
    void failOver() {
        ask(replica, RedisCommands::replicaofNoOne);
        ask(primary, commands -> commands.replicaof(replica.host(), replica.port()));
        LocalRedis former = primary;
        primary = replica;
        replica = former;
        redis.leadTo(primary.port());
    }

    private static String ask(LocalRedis server, Function<RedisCommands<String, String>, String> question) {
        RedisClient client = RedisClient.create("redis://" + server.host() + ":" + server.port());
        try {
            return question.apply(client.connect().sync());
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        repair();
        application.close();
        resolver.close();
        redis.close();
        dynamoDb.close();
        replica.close();
        primary.close();
    }

    /** What came of a read. */
    record Outcome(@Nullable Source source, @Nullable RuntimeException failure, Duration time) {

        boolean isAnswered() {
            return source == Source.FALLBACK;
        }

        boolean isRefused() {
            return failure instanceof TableUnavailableException;
        }
    }

    @Table("copied")
    record Copied(
            @DynamoDbPartitionKey String id,
            String text,
            @DynamoDbVersionAttribute @Nullable Long version) {}

    interface Copies extends DynamoDbRepository<Copied, String> {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableDynamoDbRepositories(
            basePackageClasses = FallbackBench.class,
            considerNestedRepositories = true,
            includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Copies.class))
    static class Application {}
}
