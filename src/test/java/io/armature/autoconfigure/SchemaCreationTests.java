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

import io.armature.client.MisconfigurationException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class SchemaCreationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClientAutoConfiguration.class, MappingAutoConfiguration.class, SchemaAutoConfiguration.class))
            .withPropertyValues("armature.client.region=eu-central-1", "armature.schema.create=true");

    @Test
    void startWhenOwnClientGoesToAwsShouldRefuseWhateverThePropertiesSay() {
        runner.withPropertyValues("armature.client.endpoint=http://127.0.0.1:1")
                .withBean(
                        DynamoDbClient.class,
                        () -> DynamoDbClient.builder()
                                .region(Region.EU_CENTRAL_1)
                                .build())
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(MisconfigurationException.class)
                        .hasMessage("armature.schema.create=true would create tables in AWS."));
    }

    @Test
    void startWhenOwnClientGoesElsewhereShouldStart() {
        runner.withBean(
                        DynamoDbClient.class,
                        () -> DynamoDbClient.builder()
                                .region(Region.EU_CENTRAL_1)
                                .endpointOverride(URI.create("http://127.0.0.1:1"))
                                .build())
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({
        "armature.schema.table-prefix,my tables/",
        "armature.client.connect-timeout,100us",
        "armature.client.retry.base-delay,0ms",
        "armature.tables.orders.name,my orders"
    })
    void startWhenValueIsWrongShouldNameItsKey(String key, String value) {
        runner.withPropertyValues(key + "=" + value)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining(key));
    }
}
