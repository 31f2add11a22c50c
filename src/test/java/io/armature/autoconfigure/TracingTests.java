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

import io.armature.client.Call;
import io.armature.client.CallLayer;
import io.armature.client.CallSlot;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Traces and log correlation with Boot's tracing by OpenTelemetry. */
class TracingTests {

    private static ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(Stream.concat(
                                Stream.of(
                                        "spring.config.name=none",
                                        "spring.main.banner-mode=off",
                                        "armature.client.region=eu-central-1",
                                        "armature.client.credentials.access-key=key",
                                        "armature.client.credentials.secret-key=secret"),
                                Stream.of(properties))
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }

    private static void get(ConfigurableApplicationContext context) {
        context.getBean(DynamoDbClient.class)
                .getItem(get -> get.tableName("orders").key(Map.of("id", AttributeValue.fromS("secret-key"))));
    }

    @Test
    void callShouldBeASpanByTheConventionsOfOpenTelemetry() {
        try (ConfigurableApplicationContext context = start("management.tracing.sampling.probability=1")) {
            get(context);

            SpanData span = context.getBean(Application.class).spans.get(0);
            assertThat(span.getName()).isEqualTo("GetItem orders");
            assertThat(attribute(span, "db.system.name")).isEqualTo("aws.dynamodb");
            assertThat(attribute(span, "db.operation.name")).isEqualTo("GetItem");
            assertThat(attribute(span, "aws.dynamodb.table_names")).isEqualTo("orders");
            assertThat(attribute(span, "outcome")).isEqualTo("success");
            assertThat(span.toString()).doesNotContain("secret");
        }
    }

    @Test
    void logLineOfACallShouldHaveItsTrace() {
        try (ConfigurableApplicationContext context = start("management.tracing.sampling.probability=1")) {
            get(context);

            Application application = context.getBean(Application.class);
            SpanData span = application.spans.get(0);
            assertThat(application.traceInLog).isEqualTo(span.getTraceId());
            assertThat(application.spanInLog).isEqualTo(span.getSpanId());
            assertThat(MDC.get("traceId")).isNull();
        }
    }

    @Test
    void failureShouldBeInTheSpanWithoutItsText() {
        try (ConfigurableApplicationContext context = start("management.tracing.sampling.probability=1")) {
            Application application = context.getBean(Application.class);
            application.failure = DynamoDbException.builder()
                    .message("The parameter cannot be converted to a numeric value: secret-value")
                    .statusCode(400)
                    .requestId("REQUEST1")
                    .build();
            assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> get(context));

            SpanData span = application.spans.get(0);
            assertThat(attribute(span, "error.type")).isEqualTo(DynamoDbException.class.getName());
            assertThat(attribute(span, "aws.request_id")).isEqualTo("REQUEST1");
            assertThat(span.getEvents()).isNotEmpty();
            assertThat(span.getEvents().toString() + span.getStatus() + span.getAttributes())
                    .doesNotContain("secret");
        }
    }

    @Test
    void samplingWhenNothingIsSetShouldBeTenPercent() {
        try (ConfigurableApplicationContext context = start()) {
            assertThat(context.getBean(SdkTracerProvider.class).toString()).contains("TraceIdRatioBased{0.100000}");
            assertThat(attributeOfProvider(context)).isTrue();
        }
    }

    private static boolean attributeOfProvider(ConfigurableApplicationContext context) {
        for (int i = 0; i < 400; i++) {
            get(context);
        }
        int sampled = context.getBean(Application.class).spans.size();
        // 40 are expected; 4 standard deviations to either side
        return sampled > 15 && sampled < 65;
    }

    private static @Nullable String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    @EnableAutoConfiguration
    static class Application {

        private final List<SpanData> spans = new CopyOnWriteArrayList<>();

        private volatile @Nullable String traceInLog;

        private volatile @Nullable String spanInLog;

        private volatile @Nullable RuntimeException failure;

        @Bean
        SpanProcessor spanProcessor() {
            return SimpleSpanProcessor.create(new SpanExporter() {
                @Override
                public CompletableResultCode export(Collection<SpanData> batch) {
                    spans.addAll(batch);
                    return CompletableResultCode.ofSuccess();
                }

                @Override
                public CompletableResultCode flush() {
                    return CompletableResultCode.ofSuccess();
                }

                @Override
                public CompletableResultCode shutdown() {
                    return CompletableResultCode.ofSuccess();
                }
            });
        }

        @Bean
        CallLayer answering() {
            return new CallLayer() {
                @Override
                public CallSlot slot() {
                    return CallSlot.REGION;
                }

                @Override
                public DynamoDbResponse call(Call call) {
                    traceInLog = MDC.get("traceId");
                    spanInLog = MDC.get("spanId");
                    if (failure != null) {
                        throw failure;
                    }
                    return GetItemResponse.builder().build();
                }
            };
        }
    }
}
