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

import io.armature.client.dns.DnsSettings;
import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.client.dns.StubLookup;
import io.armature.observation.DnsMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DnsAutoConfigurationTests {

    private static final String KEY_ARN =
            "armature.encryption.key-id=arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClientAutoConfiguration.class, DnsAutoConfiguration.class, EncryptionKeysAutoConfiguration.class))
            .withPropertyValues(
                    "armature.client.region=eu-central-1",
                    "armature.client.credentials.access-key=a",
                    "armature.client.credentials.secret-key=s",
                    "armature.client.retry.max-attempts=1");

    @Test
    void resolverWhenNothingIsSetShouldBeThereWithItsMeters() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(LastGoodDnsResolver.class).hasSingleBean(DnsMetrics.class);
            assertThat(context.getBean(ClientProperties.class).toDnsSettings()).isEqualTo(DnsSettings.defaults());
        });
    }

    @Test
    void resolverWhenDisabledShouldBeAway() {
        runner.withPropertyValues("armature.client.dns.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(DynamoDbClient.class)
                        .doesNotHaveBean(LastGoodDnsResolver.class)
                        .doesNotHaveBean(DnsMetrics.class));
    }

    @Test
    void resolverWhenMetersAreMissingShouldBeThere() {
        runner.withClassLoader(new FilteredClassLoader(MeterBinder.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(LastGoodDnsResolver.class)
                        .doesNotHaveBean("dnsMetrics"));
    }

    @Test
    void settingsShouldFollowTheProperties() {
        runner.withPropertyValues(
                        "armature.client.dns.lookup-timeout=100ms",
                        "armature.client.dns.max-stale=3h",
                        "armature.client.connect-timeout=700ms")
                .run(context -> assertThat(
                                context.getBean(ClientProperties.class).toDnsSettings())
                        .isEqualTo(
                                new DnsSettings(Duration.ofMillis(100), Duration.ofHours(3), Duration.ofMillis(700))));
    }

    @ParameterizedTest
    @CsvSource({"300, 150", "500, 250", "501, 250", "1, 1"})
    void lookupTimeoutShouldLeaveHalfOfAnAttempt(long attempt, long expected) {
        runner.withPropertyValues("armature.client.attempt-timeout=" + attempt + "ms")
                .run(context -> assertThat(context.getBean(ClientProperties.class)
                                .toDnsSettings()
                                .lookupTimeout())
                        .isEqualTo(Duration.ofMillis(expected)));
    }

    @ParameterizedTest
    @CsvSource({"lookup-timeout, 0ms", "lookup-timeout, 61s", "max-stale, 0ms", "max-stale, 366d"})
    void propertyWhenOutOfItsBoundsShouldBeNamed(String name, String value) {
        String key = "armature.client.dns." + name;
        runner.withPropertyValues(key + "=" + value)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining(key));
    }

    @Test
    void clientsOfDynamoDbAndKmsShouldAskTheSameResolver() {
        try (StubLookup lookup = new StubLookup()) {
            lookup.fail();
            runner.withBean(LastGoodDnsResolver.class, () -> new LastGoodDnsResolver(DnsSettings.defaults(), lookup))
                    .withPropertyValues(
                            "armature.client.endpoint=http://dynamodb.example.test:8000",
                            "armature.encryption.key-id=alias/some",
                            "armature.encryption.kms.endpoint=http://kms.example.test:8000",
                            "armature.encryption.kms.max-attempts=1")
                    .run(context -> {
                        DynamoDbClient client = context.getBean(DynamoDbClient.class);
                        assertThatExceptionOfType(SdkClientException.class).isThrownBy(client::listTables);
                        assertThat(lookup.asked()).containsExactly("kms.example.test", "dynamodb.example.test");
                    });
        }
    }

    @Test
    void resolverShouldBeClosedAfterTheClients() {
        List<String> closed = new ArrayList<>();
        runner.withPropertyValues(KEY_ARN)
                .withBean(DestructionAwareBeanPostProcessor.class, () -> (bean, name) -> closed.add(name))
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(closed)
                .containsSubsequence("dynamoDbClient", "lastGoodDnsResolver")
                .containsSubsequence("kmsKeyProvider", "lastGoodDnsResolver");
    }
}
