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

import io.armature.actuate.ConsoleEndpoint;
import io.armature.actuate.DynamoDbEndpoint;
import io.armature.actuate.HotKeysSection;
import io.armature.actuate.InsightSection;
import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import io.armature.insight.Advice;
import io.armature.insight.CallerSource;
import io.armature.insight.CapacityLayer;
import io.armature.insight.ContributorInsights;
import io.armature.insight.ContributorReports;
import io.armature.insight.QueryInsight;
import io.armature.observation.InsightMeter;
import io.armature.observation.InsightMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class InsightAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ClientAutoConfiguration.class, InsightAutoConfiguration.class))
            .withPropertyValues(
                    "armature.client.region=eu-central-1",
                    "armature.client.credentials.access-key=key",
                    "armature.client.credentials.secret-key=secret");

    @Test
    void layerShouldStandAroundTheClient() {
        runner.run(context -> assertThat(
                        ClientLayers.hasLayer(context.getBean(DynamoDbClient.class), CallSlot.CAPACITY_INSIGHT))
                .isTrue());
    }

    @Test
    void nothingShouldBeThereWhenItIsSwitchedOff() {
        runner.withPropertyValues("armature.insight.enabled=false")
                .run(context ->
                        assertThat(context).doesNotHaveBean(QueryInsight.class).doesNotHaveBean(CapacityLayer.class));
    }

    @Test
    void sectionsShouldBeThereAndThePageWhenItIsGivenAccess() {
        ApplicationContextRunner exposed = runner.withPropertyValues("management.endpoints.web.exposure.include=*");
        exposed.run(context -> assertThat(context)
                .hasSingleBean(InsightSection.class)
                .hasSingleBean(HotKeysSection.class)
                .doesNotHaveBean(ConsoleEndpoint.class));
        exposed.withPropertyValues("management.endpoint.dynamodbconsole.access=READ_ONLY")
                .run(context -> assertThat(context).hasSingleBean(ConsoleEndpoint.class));
    }

    @Test
    void pageShouldLieBelowTheEndpointUnlessItIsMappedElsewhere() {
        WebApplicationContextRunner web = new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        EndpointAutoConfiguration.class,
                        WebEndpointAutoConfiguration.class,
                        ClientAutoConfiguration.class,
                        DynamoDbEndpointAutoConfiguration.class,
                        InsightAutoConfiguration.class))
                .withPropertyValues(
                        "armature.client.region=eu-central-1",
                        "armature.client.credentials.access-key=key",
                        "armature.client.credentials.secret-key=secret",
                        "management.endpoints.web.exposure.include=dynamodbconsole",
                        "management.endpoint.dynamodbconsole.access=READ_ONLY");
        web.run(context -> {
            assertThat(pathOfThePage(context)).isEqualTo("/actuator/dynamodb/console");
            // The page shows the parts of an endpoint that nobody else may see.
            assertThat(context).doesNotHaveBean(DynamoDbEndpoint.class);
            assertThat(context.getBean(ConsoleEndpoint.class).data("data").getBody())
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsKeys("insight", "hotkeys");
            assertThat(context.getBean(ConsoleEndpoint.class).data("other").getStatus())
                    .isEqualTo(404);
        });
        web.withPropertyValues("management.endpoints.web.path-mapping.dynamodbconsole=console")
                .run(context -> assertThat(pathOfThePage(context)).isEqualTo("/actuator/console"));
        web.withPropertyValues("management.endpoint.dynamodbconsole.access=NONE")
                .run(context -> assertThat(context).doesNotHaveBean(ConsoleEndpoint.class));
    }

    private static String pathOfThePage(ApplicationContext context) {
        return context.getBean(PathMappedEndpoints.class).getPath(EndpointId.of(ConsoleEndpoint.ID));
    }

    @Test
    void contributorsShouldBeReadWhereTheClientOfCloudWatchIsThere() {
        runner.run(context ->
                assertThat(context).hasSingleBean(ContributorReports.class).hasSingleBean(ContributorInsights.class));
        runner.withClassLoader(new FilteredClassLoader("software.amazon.awssdk.services.cloudwatch"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ContributorReports.class)
                        .hasSingleBean(ContributorInsights.class)
                        .hasSingleBean(HotKeysSection.class));
        runner.withPropertyValues("armature.insight.contributors.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ContributorReports.class));
    }

    @Test
    void clientsOfContributorsShouldStandOutsideOfTheRing() {
        runner.withConfiguration(AutoConfigurations.of(CloudWatchAutoConfiguration.class))
                .withPropertyValues("armature.metrics.cloudwatch.namespace=shop")
                .run(context -> {
                    ContributorClients clients = context.getBean(ContributorClients.class);
                    assertThat(ClientLayers.isWrapped(clients.dynamoDb())).isFalse();
                    assertThat(clients.ownDynamoDb()).isTrue();
                    assertThat(clients.cloudWatch()).isSameAs(context.getBean(CloudWatchAsyncClient.class));
                    assertThat(clients.ownCloudWatch()).isFalse();
                });
        runner.run(
                context -> assertThat(context.getBean(ContributorClients.class).ownCloudWatch())
                        .isTrue());
    }

    @Test
    void insightShouldDoWithoutActuatorAndMicrometer() {
        runner.withClassLoader(
                        new FilteredClassLoader(ConditionalOnAvailableEndpoint.class.getPackageName(), "io.micrometer"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(CapacityLayer.class)
                        .doesNotHaveBean(CallerSource.class)
                        .doesNotHaveBean(InsightMetrics.class));
    }

    @Test
    void metersShouldBeBound() {
        runner.run(context -> {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            context.getBean(InsightMetrics.class).bindTo(registry);
            for (InsightMeter meter : InsightMeter.values()) {
                assertThat(registry.find(meter.getName()).meters()).isNotEmpty();
            }
            assertThat(registry.find(InsightMeter.ADVICE.getName()).gauges()).hasSize(Advice.Kind.values().length);
            assertThat(registry.get(InsightMeter.MONTHLY_COST.getName()).gauge().value())
                    .isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "armature.insight.window=1s",
                "armature.insight.max-patterns=0",
                "armature.insight.slow-call=0s",
                "armature.insight.hot-keys.memory=1KB",
                "armature.insight.hot-keys.threshold=0",
                "armature.insight.contributors.rule-price=-1",
                "armature.insight.contributors.event-price=-1"
            })
    void valueOutOfBoundsShouldBeRefused(String property) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(property.substring(0, property.indexOf('='))));
    }

    @Test
    void methodShouldBeThatOfTheRepositoryAroundTheCall() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler((ObservationHandler<Observation.Context>) context -> true);
        CallerSource caller = new ObservedCaller(registry);
        assertThat(caller.method()).isNull();
        Observation.createNotStarted("armature.repository.method", registry)
                .lowCardinalityKeyValue("method", "OrderRepository.findById")
                .observe(() -> {
                    assertThat(caller.method()).isEqualTo("OrderRepository.findById");
                    Observation.createNotStarted("armature.dynamodb.call", registry)
                            .observe(() -> assertThat(caller.method()).isEqualTo("OrderRepository.findById"));
                });
        Observation.createNotStarted("http", registry)
                .observe(() -> assertThat(caller.method()).isNull());
    }

    @Test
    void workShouldBeTheRequestAroundTheCall() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler((ObservationHandler<Observation.Context>) context -> true);
        CallerSource caller = new ObservedCaller(registry);
        List<Integer> works = new ArrayList<>();
        for (int request = 0; request < 2; request++) {
            Observation.createNotStarted("http", registry).observe(() -> {
                for (int call = 0; call < 2; call++) {
                    Observation.createNotStarted("armature.repository.method", registry)
                            .observe(() -> works.add(caller.work()));
                }
            });
        }
        assertThat(works).doesNotContain(CallerSource.NO_WORK, CallerSource.UNKNOWN_WORK);
        assertThat(works.get(0)).isEqualTo(works.get(1)).isNotEqualTo(works.get(2));
        assertThat(works.get(2)).isEqualTo(works.get(3));
        Observation.createNotStarted("armature.dynamodb.call", registry)
                .observe(() -> assertThat(caller.work()).isEqualTo(CallerSource.NO_WORK));
        assertThat(caller.work()).isEqualTo(CallerSource.NO_WORK);
    }
}
