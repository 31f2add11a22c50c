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

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.armature.encryption.DataKeys;
import io.armature.encryption.DecryptionException;
import io.armature.encryption.Encrypted;
import io.armature.encryption.EncryptionException;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.ItemDecryptor;
import io.armature.encryption.guard.ForeignItemException;
import io.armature.encryption.guard.PlaintextRefusedException;
import io.armature.encryption.keys.GeneratedKey;
import io.armature.encryption.keys.InMemoryKeyProvider;
import io.armature.encryption.keys.KeyKind;
import io.armature.encryption.keys.KeyProvider;
import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.health.EncryptionHealthIndicator;
import io.armature.mapping.Table;
import io.armature.observation.EncryptionMetrics;
import io.armature.repository.AllowScan;
import io.armature.repository.DynamoDbRepository;
import io.armature.repository.EnableDynamoDbRepositories;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Everything that a failing application says, searched for what must not be in it. */
@WithDynamoDbLocal
class SecretsTests {

    private static final String SECRET = "Zx7-plaintext-of-nobody-else";

    private static final String OTHER_SECRET = "Qy8-another-plaintext";

    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Map<Logger, Level> levels = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final RecordingProvider provider = new RecordingProvider();
    private final Set<Class<?>> seen = new HashSet<>();
    private final Set<DecryptionException.Reason> reasons = new HashSet<>();

    @BeforeEach
    void listen() {
        events.list = Collections.synchronizedList(new ArrayList<>());
        events.start();
        level("io.armature", Level.TRACE);
        level("software.amazon.awssdk", Level.TRACE);
        level("org.springframework", Level.TRACE);
        level("org.apache.hc", Level.TRACE);
        // The bytes on the wire, and so what a refused call of the test's own would have sent: the guide warns of this
        // logger.
        level("org.apache.hc.client5.http.wire", Level.OFF);
    }

    private void level(String name, Level level) {
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        levels.put(logger, logger.getLevel());
        logger.setLevel(level);
        logger.setAdditive(false);
        logger.addAppender(events);
    }

    @AfterEach
    void quiet() {
        levels.forEach((logger, level) -> {
            logger.detachAppender(events);
            logger.setAdditive(true);
            logger.setLevel(level);
        });
    }

    @Test
    @Tag("F6")
    void nothingThatAFailingApplicationSaysShouldHoldPlaintextOrKeys(DynamoDbEndpoint endpoint) {
        String prefix = endpoint.uniqueTableName("secrets") + "-";
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ClientAutoConfiguration.class,
                        EncryptionKeysAutoConfiguration.class,
                        EncryptionAutoConfiguration.class,
                        MappingAutoConfiguration.class,
                        RepositoriesAutoConfiguration.class,
                        SchemaAutoConfiguration.class))
                .withUserConfiguration(Repositories.class)
                .withBean(KeyProvider.class, () -> provider)
                .withPropertyValues(endpoint.properties())
                .withPropertyValues("armature.schema.create=true", "armature.schema.table-prefix=" + prefix)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    failInEveryWay(context, prefix + "secrets");
                    collect(context);
                });
        events.list.forEach(event -> {
            texts.add(event.getFormattedMessage());
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                texts.add(ThrowableProxyUtil.asString(thrown));
            }
        });

        assertThat(seen)
                .contains(
                        DecryptionException.class,
                        EncryptionException.class,
                        PlaintextRefusedException.class,
                        KeyUnavailableException.class);
        assertThat(reasons)
                .contains(
                        DecryptionException.Reason.NOT_ENCRYPTED,
                        DecryptionException.Reason.AUTHENTICATION_FAILED,
                        DecryptionException.Reason.KEY_REFUSED,
                        DecryptionException.Reason.KEY_NOT_ACCEPTED,
                        DecryptionException.Reason.COMMITMENT_MISMATCH,
                        DecryptionException.Reason.RECORD_MISSING);
        assertThat(provider.keys).hasSizeGreaterThan(1);
        assertThat(texts).hasSizeGreaterThan(100);
        assertThat(texts).anyMatch(text -> text.contains("cannot be decrypted"));
        Set<String> forbidden = forbidden();
        assertThat(texts).allSatisfy(text -> assertThat(forbidden).noneMatch(text::contains));
    }

    private void failInEveryWay(AssertableApplicationContext context, String table) {
        SecretRepository secrets = context.getBean(SecretRepository.class);
        DynamoDbClient client = context.getBean(DynamoDbClient.class);
        texts.add(String.valueOf(secrets.save(new Secret("1", SECRET, null)).id()));
        secrets.save(new Secret("2", OTHER_SECRET, SECRET));
        Map<String, AttributeValue> stored = client.getItem(
                        request -> request.tableName(table).key(key("1")))
                .item();
        ItemDecryptor decryptor = context.getBean(ItemDecryptor.class);

        byte[] envelope = stored.get("text").b().asByteArray();
        for (int i = 0; i < envelope.length; i++) {
            byte[] changed = envelope.clone();
            changed[i] ^= 1;
            fail(() ->
                    decryptor.open(table, with(stored, "text", AttributeValue.fromB(SdkBytes.fromByteArray(changed)))));
        }
        byte[] keyRecord = stored.get("_ak").b().asByteArray();
        for (int i = 0; i < keyRecord.length; i++) {
            byte[] changed = keyRecord.clone();
            changed[i] ^= 1;
            fail(() ->
                    decryptor.open(table, with(stored, "_ak", AttributeValue.fromB(SdkBytes.fromByteArray(changed)))));
        }
        fail(() -> decryptor.open(table, with(stored, "text", AttributeValue.fromS(SECRET))));
        Map<String, AttributeValue> bare = new HashMap<>(stored);
        bare.remove("_ak");
        fail(() -> decryptor.open(table, bare));

        fail(() -> client.putItem(
                request -> request.tableName(table).item(with(stored, "text", AttributeValue.fromS(SECRET)))));
        fail(() -> client.updateItem(request -> request.tableName(table)
                .key(key("1"))
                .updateExpression("SET #t = :t")
                .expressionAttributeNames(Map.of("#t", "text"))
                .expressionAttributeValues(Map.of(":t", AttributeValue.fromS(SECRET)))));
        fail(() -> client.scan(request -> request.tableName(table)
                .filterExpression("#t = :t")
                .expressionAttributeNames(Map.of("#t", "text"))
                .expressionAttributeValues(Map.of(":t", AttributeValue.fromS(SECRET)))));
        fail(() -> client.executeStatement(request ->
                request.statement("INSERT INTO \"" + table + "\" VALUE {'id': '3', 'text': '" + SECRET + "'}")));
        fail(() -> secrets.save(new Secret("1", SECRET + "\ud800", null)));
        fail(() -> secrets.save(new Secret("1", SECRET.repeat(14_620), null)));

        provider.failing = true;
        context.getBean(DataKeys.class).flush();
        fail(() -> secrets.findById("2"));
        fail(() -> secrets.save(new Secret("1", SECRET, OTHER_SECRET)));
        fail(secrets::findAll);
    }

    private static Map<String, AttributeValue> with(
            Map<String, AttributeValue> item, String name, AttributeValue value) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    private void fail(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException ex) {
            StringWriter trace = new StringWriter();
            ex.printStackTrace(new PrintWriter(trace));
            texts.add(trace.toString());
            for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
                seen.add(cause.getClass());
                texts.add(cause.toString());
                if (cause instanceof DecryptionException refusal) {
                    reasons.add(refusal.reason());
                    texts.add(refusal.table() + refusal.attribute());
                }
            }
        }
    }

    private void collect(AssertableApplicationContext context) {
        for (String name : context.getBeanDefinitionNames()) {
            texts.add(context.getBean(name).toString());
        }
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        context.getBeansOfType(EncryptionMetrics.class).values().forEach(metrics -> metrics.bindTo(registry));
        for (Meter meter : registry.getMeters()) {
            texts.add(meter.getId().toString());
        }
        assertThat(registry.getMeters()).isNotEmpty();
        var health = context.getBean(EncryptionHealthIndicator.class).health(true);
        texts.add(String.valueOf(health == null ? "" : health.getDetails()));
        texts.add(context.getBean(EncryptionStatistics.class).toString());
        assertThat(seen).doesNotContain(ForeignItemException.class);
    }

    /** Returns plaintext and keys in every form in which somebody might print them. */
    private Set<String> forbidden() {
        Set<String> forbidden = new HashSet<>();
        List<byte[]> secrets = new ArrayList<>(provider.keys);
        secrets.add(SECRET.getBytes(StandardCharsets.UTF_8));
        secrets.add(OTHER_SECRET.getBytes(StandardCharsets.UTF_8));
        for (byte[] secret : secrets) {
            String list = Arrays.toString(Arrays.copyOf(secret, 16));
            forbidden.add(list.substring(1, list.length() - 1));
            forbidden.add(HexFormat.of().formatHex(secret, 0, 16));
            forbidden.add(HexFormat.of().withUpperCase().formatHex(secret, 0, 16));
            for (int shift = 0; shift < 3; shift++) {
                byte[] shifted = Arrays.copyOfRange(secret, shift, shift + 15);
                forbidden.add(Base64.getEncoder().encodeToString(shifted));
                forbidden.add(Base64.getUrlEncoder().encodeToString(shifted));
            }
        }
        forbidden.add(SECRET);
        forbidden.add(OTHER_SECRET);
        return forbidden;
    }

    @Table("secrets")
    record Secret(
            @DynamoDbPartitionKey String id,
            @Encrypted String text,
            @Encrypted String other) {}

    interface SecretRepository extends DynamoDbRepository<Secret, String> {

        @AllowScan
        @Override
        List<Secret> findAll();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableDynamoDbRepositories(
            basePackageClasses = SecretsTests.class,
            considerNestedRepositories = true,
            includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = SecretRepository.class))
    static class Repositories {}

    /** Remembers all keys that it gives away. */
    private static final class RecordingProvider implements KeyProvider {

        private final InMemoryKeyProvider provider = new InMemoryKeyProvider();
        private final Queue<byte[]> keys = new ConcurrentLinkedQueue<>();
        private volatile boolean failing;

        @Override
        public KeyKind kind() {
            return provider.kind();
        }

        @Override
        public boolean accepts(String keyArn) {
            return provider.accepts(keyArn);
        }

        @Override
        public GeneratedKey generate(Map<String, String> context) {
            refuse();
            GeneratedKey key = provider.generate(context);
            keys.add(key.plaintext().clone());
            return key;
        }

        @Override
        public byte[] unwrap(String keyArn, byte[] wrapped, Map<String, String> context) {
            refuse();
            byte[] key = provider.unwrap(keyArn, wrapped, context);
            keys.add(key.clone());
            return key;
        }

        private void refuse() {
            if (failing) {
                throw new KeyUnavailableException(
                        KeyUnavailableException.Reason.ACCESS_DENIED, InMemoryKeyProvider.KEY, "Not permitted", null);
            }
        }
    }
}
