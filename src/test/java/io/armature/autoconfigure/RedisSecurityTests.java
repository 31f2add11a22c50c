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
import static org.awaitility.Awaitility.await;

import io.armature.redis.RedisFallbackStore;
import io.armature.resilience.fallback.Lookup;
import io.armature.resilience.fallback.StoreKey;
import io.armature.resilience.fallback.StoredCopy;
import io.armature.sample.local.LocalRedis;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A Redis that speaks TLS only and gives its users no more than they need, as Spring Boot's properties describe it. */
@ExtendWith(OutputCaptureExtension.class)
class RedisSecurityTests {

    /** The smallest that do, as the guide names them. */
    private static final List<String> PERMISSIONS = List.of("+mget", "+getrange", "+set", "+time", "+eval", "+evalsha");

    private static final String PASSWORD = "password-of-test";

    private static final StoreKey KEY = new StoreKey("eu-central-1/orders", "0123456789abcdef");

    @TempDir
    private static Path directory;

    private static LocalRedis redis;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SslAutoConfiguration.class,
                    DataRedisAutoConfiguration.class,
                    ClientAutoConfiguration.class,
                    EncryptionKeysAutoConfiguration.class,
                    EncryptionAutoConfiguration.class,
                    MappingAutoConfiguration.class,
                    ResilienceAutoConfiguration.class,
                    FallbackAutoConfiguration.class))
            .withPropertyValues(
                    "armature.client.region=eu-central-1",
                    "armature.client.credentials.access-key=key",
                    "armature.client.credentials.secret-key=secret",
                    "armature.fallback.enabled=true",
                    "armature.fallback.namespace=app",
                    // A busy machine may take longer than what a call should wait.
                    "armature.fallback.store-timeout=5s",
                    "spring.data.redis.host=" + redis.host(),
                    "spring.data.redis.port=" + redis.port(),
                    "spring.data.redis.username=app",
                    "spring.data.redis.password=" + PASSWORD,
                    "spring.data.redis.ssl.enabled=true",
                    "spring.data.redis.ssl.bundle=redis",
                    "spring.ssl.bundle.pem.redis.truststore.certificate=" + certificate("redis"));

    @BeforeAll
    static void start() throws Exception {
        createCertificate("redis");
        createCertificate("other");
        List<String> options = new ArrayList<>(List.of(
                "--tls-cert-file", certificate("redis").toString(),
                "--tls-key-file", directory.resolve("redis.key").toString(),
                "--tls-auth-clients", "no"));
        addUser(options, "app", "");
        PERMISSIONS.forEach(permission -> addUser(options, "app-without-" + permission.substring(1), permission));
        redis = LocalRedis.start(port -> {
            List<String> all = new ArrayList<>(List.of("--port", "0", "--tls-port", String.valueOf(port)));
            all.addAll(options);
            return all;
        });
    }

    private static void addUser(List<String> options, String name, String without) {
        options.addAll(List.of("--user", name, "on", ">" + PASSWORD, "~app:*"));
        PERMISSIONS.stream().filter(permission -> !permission.equals(without)).forEach(options::add);
    }

    private static Path certificate(String name) {
        return directory.resolve(name + ".crt");
    }

    /** Makes a certificate and its key by what comes with every JDK. */
    private static void createCertificate(String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=IP:127.0.0.1,DNS:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(store)) {
            keys.load(input, PASSWORD.toCharArray());
        }
        writePem(certificate(name), "CERTIFICATE", keys.getCertificate("redis").getEncoded());
        writePem(
                directory.resolve(name + ".key"),
                "PRIVATE KEY",
                keys.getKey("redis", PASSWORD.toCharArray()).getEncoded());
    }

    private static void writePem(Path file, String type, byte[] content) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void storeWhenUserHasTheLeastPermissionsShouldDoAllItHasToWithoutAWarning(CapturedOutput output) {
        runner.run(context -> {
            RedisFallbackStore store = context.getBean(RedisFallbackStore.class);
            awaitClock(store);
            assertThat(join(store.fill(KEY, copy(store)))).isTrue();
            assertThat(join(store.find(List.of(KEY))).get(0).copy()).isNotNull();
            join(store.mark(List.of(KEY), 7));
            assertThat(join(store.find(List.of(KEY)))).containsExactly(Lookup.NONE);
            assertThat(join(store.renew(KEY, copy(store), 7))).isTrue();
            assertThat(join(store.find(List.of(KEY))).get(0).copy()).isNotNull();
            join(store.newEpoch(KEY.table()));
            assertThat(join(store.find(List.of(KEY)))).containsExactly(Lookup.NONE);
        });
        assertThat(output).doesNotContain("WARN", PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mget", "getrange", "set", "time", "evalsha"})
    void storeWhenAPermissionIsMissingShouldSayItOnceAndFailAtOnce(String missing, CapturedOutput output) {
        runner.withPropertyValues("spring.data.redis.username=app-without-" + missing)
                .run(context -> {
                    RedisFallbackStore store = context.getBean(RedisFallbackStore.class);
                    await().atMost(Duration.ofSeconds(20)).until(store::isConnected);
                    for (int i = 0; i < 50; i++) {
                        ended(store.find(List.of(KEY)));
                        ended(store.mark(List.of(KEY), i));
                        store.now().ifPresent(now -> ended(store.fill(KEY, copy(store))));
                    }
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> output.toString().contains("lacks a permission"));
                });
        assertThat(output.toString().lines().filter(line -> line.contains("WARN")))
                .singleElement()
                .asString()
                .contains("lacks a permission", "+" + missing)
                .doesNotContain(PASSWORD, KEY.hash());
    }

    @Test
    void storeWhenTheCertificateIsNotTrustedShouldNotConnectAndSayWhy(CapturedOutput output) {
        runner.withPropertyValues("spring.ssl.bundle.pem.redis.truststore.certificate=" + certificate("other"))
                .run(context -> {
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> output.toString().contains("unable to find valid certification path"));
                    assertThat(context.getBean(RedisFallbackStore.class).isConnected())
                            .isFalse();
                });
        assertThat(output).containsPattern("No connection to Redis.*unable to find valid certification path");
    }

    @Test
    void storeWhenThePasswordIsWrongShouldSayWhyAndNotWhich(CapturedOutput output) {
        runner.withPropertyValues("spring.data.redis.password=wrong-" + PASSWORD)
                .run(context -> await().atMost(Duration.ofSeconds(20))
                        .until(() -> output.toString().contains("No connection to Redis")));
        assertThat(output).containsPattern("No connection to Redis.*WRONGPASS").doesNotContain(PASSWORD);
    }

    private static void awaitClock(RedisFallbackStore store) {
        await().atMost(Duration.ofSeconds(20)).until(() -> store.now().isPresent());
    }

    private static StoredCopy copy(RedisFallbackStore store) {
        return new StoredCopy(store.now().orElseThrow(), 1L, "item".getBytes(StandardCharsets.UTF_8));
    }

    private static void ended(CompletionStage<?> stage) {
        stage.toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .handle((value, failure) -> true)
                .join();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
