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
package io.armature.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.ClientLayers;
import io.armature.compatibility.notes.Note;
import io.armature.compatibility.notes.NoteRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An application with nothing but the starter: neither Redis nor Actuator nor Micrometer's meters. */
@WithDynamoDbLocal
class BareClassPathTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics",
                "io.github.bucket4j.Bucket",
                "io.lettuce.core.RedisClient",
                "io.micrometer.core.instrument.MeterRegistry",
                "io.micrometer.jakarta9.instrument.jms.JmsInstrumentation",
                "org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration",
                "org.springframework.boot.actuate.endpoint.annotation.Endpoint",
                "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
                "org.springframework.boot.health.contributor.HealthIndicator",
                "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
                "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
                "org.springframework.data.redis.core.RedisTemplate",
                "io.awspring.cloud.dynamodb.DynamoDbTemplate",
                "me.tongfei.progressbar.ProgressBar",
                "software.amazon.awssdk.services.kms.KmsClient",
                "tools.jackson.core.json.JsonFactory"
            })
    void classPathWhenBareShouldMiss(String name) {
        assertThat(ClassUtils.isPresent(name, getClass().getClassLoader())).isFalse();
    }

    @Test
    void applicationWhenBareShouldStoreAndRead(DynamoDbEndpoint endpoint) {
        List<String> properties = new ArrayList<>(List.of(endpoint.properties()));
        properties.add("armature.schema.create=true");
        properties.add("armature.schema.table-prefix=" + endpoint.uniqueTableName("bare") + "-");
        try (ConfigurableApplicationContext context = TestApplication.run(Application.class, properties)) {
            assertThat(ClientLayers.isWrapped(context.getBean(DynamoDbClient.class)))
                    .isTrue();
            NoteRepository notes = context.getBean(NoteRepository.class);
            Note saved = notes.save(new Note("1", "bare"));
            assertThat(saved.getVersion()).isEqualTo(1);
            assertThat(notes.findById("1")).get().usingRecursiveComparison().isEqualTo(saved);
            notes.delete(saved);
            assertThat(notes.existsById("1")).isFalse();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackageClasses = Note.class)
    static class Application {}
}
