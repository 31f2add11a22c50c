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

import io.armature.actuate.EncryptionKeysEndpoint;
import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import io.armature.client.MisconfigurationException;
import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.encryption.DataKeys;
import io.armature.encryption.EncryptedTable;
import io.armature.encryption.EncryptedTables;
import io.armature.encryption.EncryptionExtension;
import io.armature.encryption.ItemDecryptor;
import io.armature.encryption.KeyInventory;
import io.armature.encryption.PlaintextPolicy;
import io.armature.encryption.Tenants;
import io.armature.encryption.guard.PlaintextGuardLayer;
import io.armature.encryption.keys.InMemoryKeyProvider;
import io.armature.encryption.keys.KeyProvider;
import io.armature.encryption.keys.KmsKeyProvider;
import io.armature.encryption.keys.LocalKeyProvider;
import io.armature.health.EncryptionHealthIndicator;
import io.armature.mapping.ItemExtensions;
import io.armature.observation.EncryptionMetrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

@ExtendWith(OutputCaptureExtension.class)
class EncryptionAutoConfigurationTests {

    private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    @TempDir
    private Path directory;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClientAutoConfiguration.class,
                    EncryptionKeysAutoConfiguration.class,
                    EncryptionAutoConfiguration.class,
                    MappingAutoConfiguration.class))
            .withPropertyValues(Startups.NOWHERE);

    @Test
    void startWhenNothingIsEncryptedShouldHaveTheGuardOnly() {
        runner.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(PlaintextGuardLayer.class)
                .doesNotHaveBean(DataKeys.class)
                .doesNotHaveBean(EncryptionExtension.class)
                .doesNotHaveBean(EncryptionHealthIndicator.class));
    }

    @Test
    void startWhenKeyFileIsNamedShouldUseIt() {
        Path file = directory.resolve("development.key");
        runner.withPropertyValues("armature.encryption.local.key-file=" + file).run(context -> {
            assertThat(context)
                    .hasSingleBean(LocalKeyProvider.class)
                    .hasSingleBean(DataKeys.class)
                    .hasSingleBean(ItemDecryptor.class)
                    .hasSingleBean(KeyInventory.class)
                    .hasSingleBean(EncryptionHealthIndicator.class)
                    .hasSingleBean(EncryptionMetrics.class)
                    .doesNotHaveBean(EncryptionKeysEndpoint.class);
            assertThat(file).exists();
            assertThat(context.getBean(ItemExtensions.class).toList()).last().isInstanceOf(EncryptionExtension.class);
            assertThat(ClientLayers.hasLayer(context.getBean(DynamoDbClient.class), CallSlot.PLAINTEXT_GUARD))
                    .isTrue();
        });
    }

    @Test
    @Tag("F16")
    void startWhenAnEnhancedClientLacksTheExtensionsShouldRefuse() {
        encrypting(client -> DynamoDbEnhancedClient.builder().dynamoDbClient(client))
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(MisconfigurationException.class)
                        .hasMessageContaining("The enhanced client 'ownEnhancedClient' encrypts nothing")
                        .extracting(failure -> ((MisconfigurationException) failure).action())
                        .asString()
                        .contains(".extensions(itemExtensions.toList())"));
        encrypting(client ->
                        DynamoDbEnhancedClient.builder().dynamoDbClient(client).extensions(List.of()))
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    @Tag("F16")
    void startWhenAnEnhancedClientHasTheExtensionsShouldAccept() {
        runner.withPropertyValues("armature.encryption.local.key-file=" + directory.resolve("development.key"))
                .withUserConfiguration(Extended.class)
                .run(context -> assertThat(context).hasNotFailed().hasBean("extended"));
    }

    @Test
    void startWhenAnEnhancedClientLacksTheExtensionsAndNothingEncryptsShouldAccept() {
        runner.withBean(
                        "ownEnhancedClient",
                        DynamoDbEnhancedClient.class,
                        () -> DynamoDbEnhancedClient.builder()
                                .dynamoDbClient(DynamoDbClient.create())
                                .build())
                .withSystemProperties("aws.region=eu-central-1")
                .run(context -> assertThat(context).hasNotFailed());
    }

    private ApplicationContextRunner encrypting(
            Function<DynamoDbClient, DynamoDbEnhancedClient.Builder> enhancedClient) {
        return runner.withPropertyValues("armature.encryption.local.key-file=" + directory.resolve("development.key"))
                .withInitializer(context -> ((GenericApplicationContext) context)
                        .registerBean(
                                "ownEnhancedClient",
                                DynamoDbEnhancedClient.class,
                                () -> enhancedClient
                                        .apply(context.getBean(DynamoDbClient.class))
                                        .build()));
    }

    @Test
    void startWhenKeyOfKmsIsNamedShouldUseKms() {
        runner.withPropertyValues("armature.encryption.key-id=" + ARN)
                .run(context ->
                        assertThat(context).hasSingleBean(KmsKeyProvider.class).hasSingleBean(KeyProvider.class));
    }

    @Test
    void startWhenProviderIsABeanShouldUseItAlone() {
        runner.withPropertyValues("armature.encryption.key-id=" + ARN)
                .withBean(InMemoryKeyProvider.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(KmsKeyProvider.class)
                        .hasSingleBean(DataKeys.class));
    }

    @Test
    void startWhenKmsAndMicrometerAreMissingShouldDoWithout() {
        Path file = directory.resolve("development.key");
        runner.withPropertyValues("armature.encryption.local.key-file=" + file)
                .withClassLoader(new FilteredClassLoader(KmsClient.class.getPackageName(), "io.micrometer.core"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(DataKeys.class)
                        .doesNotHaveBean("encryptionMetrics"));
    }

    @Test
    void endpointWhenAccessIsGivenShouldBeThere() {
        Path file = directory.resolve("development.key");
        runner.withInitializer(
                        context -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
                .withPropertyValues(
                        "armature.encryption.local.key-file=" + file,
                        "management.endpoint.encryptionkeys.access=unrestricted",
                        "management.endpoints.web.exposure.include=*")
                .run(context -> assertThat(context).hasSingleBean(EncryptionKeysEndpoint.class));
    }

    @Test
    void healthShouldShowEachPolicyThatIsNotForbid(CapturedOutput output) {
        runner.withPropertyValues(
                        "armature.encryption.local.key-file=" + directory.resolve("development.key"),
                        "armature.tables.customers.plaintext.policy=read-allowed",
                        "armature.tables.customers.plaintext.until=2020-01-31",
                        "armature.tables.customers.plaintext.attributes.phone.policy=write-plaintext",
                        "armature.tables.customers.plaintext.attributes.phone.until=2999-12-31",
                        "armature.tables.customers.plaintext.attributes.email.policy=forbid")
                .run(context -> {
                    var health = Objects.requireNonNull(
                            context.getBean(EncryptionHealthIndicator.class).health(true));
                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(health.getDetails().get("plaintext"))
                            .hasToString("{customers.phone=write-plaintext until 2999-12-31,"
                                    + " customers=read-allowed until 2020-01-31, which is over}");
                });
        assertThat(output)
                .contains(
                        "Plaintext in encrypted attributes: read-allowed for all of table 'customers' until 2020-01-31,"
                                + " WHICH IS OVER",
                        "Plaintext in encrypted attributes: write-plaintext for 'phone' of table 'customers' until"
                                + " 2999-12-31.")
                .doesNotContain("'email'");
    }

    @Test
    @Tag("F7")
    void healthWhenKeysAreNotLookedUpYetShouldNameThem() {
        // A port of this machine where nobody listens refuses at once
        runner.withPropertyValues(
                        "armature.encryption.key-id=" + ARN,
                        "armature.encryption.accepted-key-ids=alias/old",
                        "armature.encryption.kms.endpoint=http://127.0.0.1:9",
                        "armature.encryption.kms.max-attempts=1")
                .run(context -> {
                    var health = Objects.requireNonNull(
                            context.getBean(EncryptionHealthIndicator.class).health(true));
                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(health.getDetails()).containsEntry("unresolvedKeyIds", List.of("alias/old"));
                });
        runner.withPropertyValues("armature.encryption.key-id=" + ARN)
                .run(context -> assertThat(Objects.requireNonNull(context.getBean(EncryptionHealthIndicator.class)
                                        .health(true))
                                .getDetails())
                        .doesNotContainKey("unresolvedKeyIds"));
    }

    @Test
    @Tag("F18")
    void attributesOfConfigurationShouldBeKnownByPhysicalName() {
        runner.withPropertyValues(
                        "armature.encryption.local.key-file=" + directory.resolve("development.key"),
                        "armature.tables.customers.name=prod-customers",
                        "armature.tables.customers.encrypted-attributes=email,phone",
                        "armature.tables.customers.plaintext.policy=read-allowed",
                        "armature.tables.customers.plaintext.until=2999-01-31")
                .run(context -> {
                    EncryptedTable table = Objects.requireNonNull(
                            context.getBean(EncryptedTables.class).find("prod-customers"));
                    assertThat(table.logicalName()).isEqualTo("customers");
                    assertThat(table.attributes()).containsExactlyInAnyOrder("email", "phone");
                    assertThat(table.policy("email")).isEqualTo(PlaintextPolicy.READ_ALLOWED);
                    assertThat(context.getBean(EncryptedTables.class)
                                    .find("arn:aws:dynamodb:eu-central-1:111122223333:table/prod-customers"))
                            .isSameAs(table);
                    assertThat(context.getBean(EncryptedTables.class).find("customers"))
                            .isNull();
                });
    }

    @Test
    @Tag("F16")
    void startWhenEncryptedTableHasNoKeysShouldSayHowToGetThem() {
        runner.withUserConfiguration(Registration.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOfSatisfying(MisconfigurationException.class, ex -> {
                            assertThat(ex).hasMessageContaining("[customers] have encrypted attributes");
                            assertThat(ex.action())
                                    .contains("armature.encryption.key-id", "armature.encryption.local.key-file");
                        }));
    }

    @Test
    @Tag("F16")
    void startWhenEncryptedTableHasNoGuardShouldRefuse() {
        runner.withUserConfiguration(Registration.class)
                .withPropertyValues(
                        "armature.client.layered=false",
                        "armature.encryption.local.key-file=" + directory.resolve("development.key"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(MisconfigurationException.class)
                        .hasMessageContaining("not guarded"));
    }

    @Test
    @Tag("F16")
    void startWhenConfiguredTableHasNoGuardShouldRefuse() {
        runner.withPropertyValues(
                        "armature.client.layered=false", "armature.tables.customers.encrypted-attributes=email")
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(MisconfigurationException.class)
                        .hasMessageContaining("[customers]")
                        .hasMessageContaining("not guarded"));
    }

    @Test
    @Tag("F1")
    void startWhenThereAreTwoTenantsShouldRefuseAndNotEncryptForNobody() {
        runner.withBean(InMemoryKeyProvider.class)
                .withBean("one", Tenants.class, () -> (table, key) -> "one")
                .withBean("other", Tenants.class, () -> (table, key) -> "other")
                .run(context ->
                        assertThat(context).getFailure().hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class));
    }

    @ParameterizedTest
    @Tag("F21")
    @ValueSource(
            strings = {"https://dynamodb.eu-central-1.amazonaws.com", "http://10.0.0.7:8000", "http://dynamodb:8000"})
    void startWhenKeyFileWouldProtectOtherMachinesShouldRefuseUnlessOptedIn(String endpoint) {
        ApplicationContextRunner remote = runner.withPropertyValues(
                "armature.client.endpoint=" + endpoint,
                "armature.encryption.local.key-file=" + directory.resolve("development.key"));
        remote.run(context -> assertThat(context)
                .getFailure()
                .isInstanceOf(MisconfigurationException.class)
                .hasMessageContaining("by a file of this machine"));
        remote.withPropertyValues("armature.encryption.local.unsafe-beyond-loopback=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    @Tag("F21")
    void startWhenKeyFileWouldProtectAwsShouldRefuse() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ClientAutoConfiguration.class,
                        EncryptionKeysAutoConfiguration.class,
                        EncryptionAutoConfiguration.class,
                        MappingAutoConfiguration.class))
                .withPropertyValues(
                        "armature.client.region=eu-central-1",
                        "armature.encryption.local.key-file=" + directory.resolve("development.key"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(MisconfigurationException.class)
                        .hasMessageContaining("data in AWS"));
    }

    @ParameterizedTest
    @CsvSource({
        "armature.encryption.key-id,' '",
        "armature.encryption.jce-provider,NoSuchProvider",
        "armature.encryption.cache.max-age,0s",
        "armature.encryption.cache.grace,-1s",
        "armature.encryption.cache.max-values,4294967297",
        "armature.encryption.cache.max-values,0",
        "armature.encryption.cache.max-bytes,65GB",
        "armature.encryption.cache.max-unwrapped-keys,0",
        "armature.encryption.cache.unwrapped-max-age,61m",
        "armature.encryption.kms.attempt-timeout,1m",
        "armature.encryption.kms.max-attempts,0",
        "armature.encryption.kms.endpoint,localhost",
        "armature.encryption.kms.context,1",
        "armature.encryption.kms.contexts.256.purpose,crm",
        "armature.encryption.accepted-key-ids,alias/old",
        "armature.tables.customers.plaintext.policy,read-allowed"
    })
    void startWhenValueIsWrongShouldNameItsKey(String key, String value) {
        String named = key.replace(".policy", ".until").replace(".256.purpose", ".256");
        runner.withBean(InMemoryKeyProvider.class)
                .withPropertyValues(key + "=" + value)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining(named));
    }

    @Test
    void startWhenKeyFileAndKmsAreBothNamedShouldRefuse() {
        runner.withPropertyValues(
                        "armature.encryption.key-id=" + ARN,
                        "armature.encryption.local.key-file=" + directory.resolve("development.key"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("armature.encryption.local.key-file")
                        .hasMessageContaining("Remove one of the two"));
    }

    private static TableDescription customers() {
        return new TableDescription("customers", "customers", "id", null, null, Set.of("email"));
    }

    /** Makes a table known as an entity does. */
    @Configuration(proxyBeanMethods = false)
    static class Registration {

        Registration(TableCatalogue catalogue) {
            catalogue.register(customers());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Extended {

        /** As the advice says. */
        @Bean
        DynamoDbEnhancedClient extended(DynamoDbClient client, ItemExtensions itemExtensions) {
            return DynamoDbEnhancedClient.builder()
                    .dynamoDbClient(client)
                    .extensions(itemExtensions.toList())
                    .build();
        }
    }
}
