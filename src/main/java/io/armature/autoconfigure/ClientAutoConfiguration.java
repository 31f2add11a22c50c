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

import io.armature.client.CallLayer;
import io.armature.client.ClientLayers;
import io.armature.client.ConnectionSettings;
import io.armature.client.DynamoDbClientBuilderCustomizer;
import io.armature.client.DynamoDbClientFactory;
import io.armature.client.RegionalDynamoDbClients;
import io.armature.client.TableCatalogue;
import io.armature.client.dns.LastGoodDnsResolver;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Auto-configuration of the tuned clients and the layers around them.
 *
 * <p>Runs before Spring Cloud AWS's, whose client would have neither our settings nor our extensions.
 */
@AutoConfiguration(beforeName = "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration")
@EnableConfigurationProperties(ClientProperties.class)
public final class ClientAutoConfiguration {

    ClientAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    DynamoDbConnectionDetails dynamoDbConnectionDetails(
            ClientProperties properties,
            ObjectProvider<AwsCredentialsProvider> credentials,
            ObjectProvider<AwsRegionProvider> region,
            Environment environment) {
        AwsRegionProvider regions = properties.region() == null ? region.getIfUnique() : null;
        return new PropertiesConnectionDetails(
                properties,
                credentials.getIfUnique(),
                regions == null ? null : regionOf(regions),
                springCloudAwsEndpoint(environment));
    }

    private static @Nullable Region regionOf(AwsRegionProvider regions) {
        try {
            return regions.getRegion();
        } catch (RuntimeException ex) {
            // The factory asks the SDK's own chain next, and says what is missing when that knows none either.
            return null;
        }
    }

    /** An application on Spring Cloud AWS that talks to an emulator must not talk to AWS because Armature was added. */
    private static @Nullable URI springCloudAwsEndpoint(Environment environment) {
        URI endpoint = environment.getProperty("spring.cloud.aws.dynamodb.endpoint", URI.class);
        return endpoint != null ? endpoint : environment.getProperty("spring.cloud.aws.endpoint", URI.class);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBooleanProperty(name = "armature.client.dns.enabled", matchIfMissing = true)
    LastGoodDnsResolver lastGoodDnsResolver(ClientProperties properties) {
        return new LastGoodDnsResolver(properties.toDnsSettings());
    }

    @Bean
    @ConditionalOnMissingBean
    DynamoDbClientFactory dynamoDbClientFactory(
            ClientProperties properties,
            DynamoDbConnectionDetails details,
            ObjectProvider<LastGoodDnsResolver> names,
            ObjectProvider<DynamoDbClientBuilderCustomizer> customizers) {
        return new DynamoDbClientFactory(
                properties.toSettings(),
                new ConnectionSettings(
                        details.region(), details.endpoint(), details.credentials(), names.getIfAvailable()),
                customizers.orderedStream().toList());
    }

    @Bean
    TableCatalogue tableCatalogue() {
        return new TableCatalogue();
    }

    @Bean
    ClientLayers clientLayers(ObjectProvider<CallLayer> layers) {
        return new ClientLayers(layers.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    DynamoDbClient dynamoDbClient(DynamoDbClientFactory factory) {
        return factory.create();
    }

    @Bean
    @ConditionalOnMissingBean
    RegionalDynamoDbClients regionalDynamoDbClients(
            DynamoDbClientFactory factory, ClientLayers layers, ClientProperties properties) {
        return new RegionalDynamoDbClients(factory, layers, properties.maxRegions());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "armature.client.layered", matchIfMissing = true)
    static LayeredClientPostProcessor layeredClientPostProcessor(ObjectProvider<ClientLayers> layers) {
        return new LayeredClientPostProcessor(layers);
    }
}
