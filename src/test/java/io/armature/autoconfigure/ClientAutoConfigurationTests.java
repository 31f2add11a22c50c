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

import io.armature.client.ClientLayers;
import io.armature.client.ClientSettings;
import io.armature.client.ConnectionSettings;
import io.armature.client.DynamoDbClientBuilderCustomizer;
import io.armature.client.DynamoDbClientFactory;
import io.armature.client.RegionalDynamoDbClients;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;

class ClientAutoConfigurationTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ClientAutoConfiguration.class));

    private final ApplicationContextRunner regional = runner.withPropertyValues("armature.client.region=eu-central-1");

    private static DynamoDbServiceClientConfiguration configuration(DynamoDbClient client) {
        return client.serviceClientConfiguration();
    }

    @Test
    void clientWhenOnlyRegionIsSetShouldHaveTheDefaults() {
        regional.run(context -> {
            DynamoDbClient client = context.getBean(DynamoDbClient.class);
            assertThat(ClientLayers.isWrapped(client)).isTrue();
            assertThat(configuration(client).region()).isEqualTo(Region.EU_CENTRAL_1);
            var overrides = configuration(client).overrideConfiguration();
            assertThat(overrides.apiCallTimeout()).contains(Duration.ofSeconds(5));
            assertThat(overrides.apiCallAttemptTimeout()).contains(Duration.ofMillis(2500));
            assertThat(overrides.retryStrategy())
                    .get()
                    .extracting("maxAttempts")
                    .isEqualTo(5);
            assertThat(context.getBean(ClientProperties.class).toSettings()).isEqualTo(ClientSettings.defaults());
        });
    }

    @Test
    void clientWhenPropertiesAreSetShouldFollowThem() {
        regional.withPropertyValues(
                        "armature.client.endpoint=http://localhost:8000",
                        "armature.client.call-timeout=3s",
                        "armature.client.attempt-timeout=900ms",
                        "armature.client.retry.max-attempts=2")
                .run(context -> {
                    var configuration = configuration(context.getBean(DynamoDbClient.class));
                    assertThat(configuration.endpointOverride()).contains(URI.create("http://localhost:8000"));
                    assertThat(configuration.overrideConfiguration().apiCallTimeout())
                            .contains(Duration.ofSeconds(3));
                    assertThat(configuration.overrideConfiguration().apiCallAttemptTimeout())
                            .contains(Duration.ofMillis(900));
                });
    }

    @Test
    void clientWhenCustomizedShouldLetTheCustomizerHaveTheLastWord() {
        regional.withBean(
                        DynamoDbClientBuilderCustomizer.class,
                        () -> builder -> builder.overrideConfiguration(
                                overrides -> overrides.apiCallTimeout(Duration.ofSeconds(42))))
                .run(context -> assertThat(configuration(context.getBean(DynamoDbClient.class))
                                .overrideConfiguration()
                                .apiCallTimeout())
                        .contains(Duration.ofSeconds(42)));
    }

    @Test
    void clientWhenConnectionDetailsAreABeanShouldFollowThem() {
        regional.withBean(DynamoDbConnectionDetails.class, () -> new DynamoDbConnectionDetails() {
                    @Override
                    public Region region() {
                        return Region.AP_SOUTH_1;
                    }

                    @Override
                    public URI endpoint() {
                        return URI.create("http://localhost:9999");
                    }
                })
                .run(context -> {
                    var configuration = configuration(context.getBean(DynamoDbClient.class));
                    assertThat(configuration.region()).isEqualTo(Region.AP_SOUTH_1);
                    assertThat(configuration.endpointOverride()).contains(URI.create("http://localhost:9999"));
                });
    }

    @Test
    void detailsWhenRegionAndCredentialsAreBeansShouldUseThemUnlessConfigured() {
        AwsCredentialsProvider credentials = AnonymousCredentialsProvider.create();
        ApplicationContextRunner withBeans = runner.withBean(AwsRegionProvider.class, () -> () -> Region.SA_EAST_1)
                .withBean(AwsCredentialsProvider.class, () -> credentials);
        withBeans.run(context -> {
            DynamoDbConnectionDetails details = context.getBean(DynamoDbConnectionDetails.class);
            assertThat(details.region()).isEqualTo(Region.SA_EAST_1);
            assertThat(details.credentials()).isSameAs(credentials);
        });
        withBeans
                .withPropertyValues(
                        "armature.client.region=eu-west-1",
                        "armature.client.credentials.access-key=a",
                        "armature.client.credentials.secret-key=s")
                .run(context -> {
                    DynamoDbConnectionDetails details = context.getBean(DynamoDbConnectionDetails.class);
                    assertThat(details.region()).isEqualTo(Region.EU_WEST_1);
                    assertThat(details.credentials()).isInstanceOf(StaticCredentialsProvider.class);
                    assertThat(details.credentials().resolveCredentials())
                            .isEqualTo(AwsBasicCredentials.create("a", "s"));
                });
    }

    @Test
    void detailsWhenSpringCloudAwsHasAnEndpointShouldNotCallAws() {
        for (String property : List.of("spring.cloud.aws.dynamodb.endpoint", "spring.cloud.aws.endpoint")) {
            regional.withPropertyValues(property + "=http://localhost:4566")
                    .run(context -> assertThat(context.getBean(DynamoDbConnectionDetails.class)
                                    .endpoint())
                            .isEqualTo(URI.create("http://localhost:4566")));
        }
    }

    @Test
    void detailsWhenEndpointIsOursAndSpringCloudAwsHasAnotherShouldTakeOurs() {
        regional.withPropertyValues(
                        "armature.client.endpoint=http://localhost:8000",
                        "spring.cloud.aws.dynamodb.endpoint=http://localhost:4566",
                        "spring.cloud.aws.endpoint=http://localhost:4567")
                .run(context -> assertThat(
                                context.getBean(DynamoDbConnectionDetails.class).endpoint())
                        .isEqualTo(URI.create("http://localhost:8000")));
    }

    @Test
    void detailsWhenKeysAreTemporaryShouldKeepTheirToken() {
        regional.withPropertyValues(
                        "armature.client.credentials.access-key=a",
                        "armature.client.credentials.secret-key=s",
                        "armature.client.credentials.session-token=t")
                .run(context -> assertThat(context.getBean(DynamoDbConnectionDetails.class)
                                .credentials()
                                .resolveCredentials())
                        .isEqualTo(AwsSessionCredentials.create("a", "s", "t")));
    }

    @Test
    void credentialsWhenKeysAndProfileAreSetShouldRefuse() {
        regional.withPropertyValues(
                        "armature.client.credentials.access-key=a",
                        "armature.client.credentials.secret-key=s",
                        "armature.client.credentials.profile=some")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining("armature.client.credentials.profile"));
    }

    @Test
    void detailsWhenProfileIsNamedShouldTakeItsCredentials() {
        regional.withPropertyValues("armature.client.credentials.profile=some")
                .run(context -> assertThat(
                                context.getBean(DynamoDbConnectionDetails.class).credentials())
                        .isInstanceOf(ProfileCredentialsProvider.class));
    }

    @Test
    void detailsWhenBeanCannotTellTheRegionShouldLeaveItToTheSdk() {
        runner.withBean(AwsRegionProvider.class, () -> () -> {
                    throw SdkClientException.create("no region here");
                })
                .withBean(
                        DynamoDbClientFactory.class,
                        () -> new DynamoDbClientFactory(
                                ClientSettings.defaults(),
                                new ConnectionSettings(Region.EU_WEST_1, null, null),
                                List.of()))
                .run(context -> assertThat(
                                context.getBean(DynamoDbConnectionDetails.class).region())
                        .isNull());
    }

    @Test
    void clientWhenNotLayeredShouldBePlain() {
        regional.withPropertyValues("armature.client.layered=false")
                .run(context -> assertThat(ClientLayers.isWrapped(context.getBean(DynamoDbClient.class)))
                        .isFalse());
    }

    @Test
    void regionalClientsShouldBeThereAndLayered() {
        regional.run(context -> assertThat(ClientLayers.isWrapped(
                        context.getBean(RegionalDynamoDbClients.class).forRegion(Region.US_WEST_2)))
                .isTrue());
    }

    @Test
    void propertiesWhenPrintedShouldNotShowTheKeys() {
        regional.withPropertyValues(
                        "armature.client.credentials.access-key=AKIAPUBLIC",
                        "armature.client.credentials.secret-key=verysecret")
                .run(context -> assertThat(
                                context.getBean(ClientProperties.class).toString())
                        .doesNotContain("verysecret", "AKIAPUBLIC"));
    }

    @Test
    void hintsShouldAllowTheProxyOfTheClient() {
        RuntimeHints hints = new RuntimeHints();
        new ArmatureRuntimeHints().registerHints(hints, getClass().getClassLoader());
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(DynamoDbClient.class))
                .accepts(hints);
    }
}
