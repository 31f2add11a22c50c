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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armature.batch.BatchJobs;
import io.armature.batch.BatchOptions;
import io.armature.batch.BatchRate;
import io.armature.batch.BatchWriter;
import io.armature.batch.FleetBucket;
import io.armature.batch.FleetRate;
import io.armature.batch.FleetState;
import io.armature.client.MisconfigurationException;
import io.armature.health.FleetHealthIndicator;
import io.armature.observation.FleetMetrics;
import io.armature.redis.RedisFleetRate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FleetRateAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClientAutoConfiguration.class,
                    EncryptionKeysAutoConfiguration.class,
                    EncryptionAutoConfiguration.class,
                    MappingAutoConfiguration.class,
                    ResilienceAutoConfiguration.class,
                    FleetRateAutoConfiguration.class,
                    FleetHealthAutoConfiguration.class,
                    BatchAutoConfiguration.class))
            .withPropertyValues(
                    "armature.client.endpoint=http://127.0.0.1:9",
                    "armature.client.region=eu-central-1",
                    "armature.client.credentials.access-key=key",
                    "armature.client.credentials.secret-key=secret");

    private final ApplicationContextRunner withRedis = runner.withConfiguration(
                    AutoConfigurations.of(DataRedisAutoConfiguration.class))
            // Nobody listens there: the connection is made in the background.
            .withPropertyValues("spring.data.redis.port=9");

    @Test
    void ratesWhenNothingIsSaidShouldBeEachInstancesOwn() {
        withRedis.run(context -> assertThat(context)
                .hasSingleBean(BatchJobs.class)
                .doesNotHaveBean(FleetRate.class)
                .doesNotHaveBean(FleetMetrics.class)
                .doesNotHaveBean(FleetHealthIndicator.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fleet", "FLEET"})
    void ratesWhenTheScopeIsTheFleetShouldBeShared(String scope) {
        withRedis
                .withPropertyValues("armature.batch.scope=" + scope, "armature.batch.expected-instances=4")
                .run(context -> {
                    assertThat(context).hasSingleBean(RedisFleetRate.class).hasSingleBean(BatchJobs.class);
                    assertThat(context.getBean(FleetRate.class).state()).isEqualTo(new FleetState(false, 4, 0, 0, 0));
                    assertThat(context.getBean(FleetHealthIndicator.class)
                                    .health()
                                    .getDetails())
                            .containsEntry("rate", "this instance's share")
                            .containsEntry("instances", 4);
                });
    }

    @Test
    void metersShouldShowTheState() {
        withRedis
                .withPropertyValues("armature.batch.scope=fleet", "armature.batch.expected-instances=4")
                .run(context -> {
                    MeterRegistry meters = new SimpleMeterRegistry();
                    context.getBean(FleetMetrics.class).bindTo(meters);
                    context.getBean(FleetRate.class).take(new FleetBucket("any", 1), 1);

                    assertThat(meters.get("armature.batch.fleet.shared").gauge().value())
                            .isZero();
                    assertThat(meters.get("armature.batch.fleet.instances")
                                    .gauge()
                                    .value())
                            .isEqualTo(4);
                    assertThat(meters.get("armature.batch.fleet.reservations")
                                    .tag("outcome", "refused")
                                    .functionCounter()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void rateWhenOfTheApplicationShouldBeUsed() {
        FleetRate own = Mockito.mock(FleetRate.class);
        runner.withBean(FleetRate.class, () -> own)
                .withPropertyValues("armature.batch.scope=fleet")
                .run(context ->
                        assertThat(context).hasSingleBean(FleetRate.class).hasSingleBean(BatchJobs.class));
    }

    @Test
    void jobWhenItsRateAdaptsShouldBeRefused() {
        withRedis.withPropertyValues("armature.batch.scope=fleet").run(context -> {
            BatchWriter writer = context.getBean(BatchWriter.class);
            BatchOptions options =
                    BatchOptions.builder().rate(BatchRate.adaptive()).build();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(Stream.empty(), options))
                    .withMessageContaining("armature.batch.scope");
        });
    }

    @ParameterizedTest
    @CsvSource({"io.github.bucket4j, bucket4j_jdk17-lettuce", "io.lettuce.core, spring-boot-starter-data-redis"})
    void startWhenALibraryIsMissingShouldNameIt(String missing, String wanted) {
        withRedis
                .withPropertyValues("armature.batch.scope=fleet")
                .withClassLoader(new FilteredClassLoader(missing))
                .run(context -> assertAction(context.getStartupFailure(), wanted));
    }

    @Test
    void startWhenThereIsNoRedisShouldSayWhatToDo() {
        runner.withPropertyValues("armature.batch.scope=fleet")
                .run(context -> assertAction(context.getStartupFailure(), "spring.data.redis.*"));
        runner.withPropertyValues("armature.batch.scope=fleet")
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.data.redis"))
                .run(context -> assertAction(context.getStartupFailure(), "spring.data.redis.*"));
    }

    private static void assertAction(Throwable failure, String wanted) {
        assertThat(failure)
                .rootCause()
                .isInstanceOfSatisfying(
                        MisconfigurationException.class,
                        cause -> assertThat(cause.action())
                                .contains(wanted)
                                .contains("'armature.batch.scope' to 'instance'"));
    }

    @ParameterizedTest
    @CsvSource({
        "armature.batch.adaptive=true, armature.batch.adaptive",
        "armature.batch.items-per-second=1000001, armature.batch.items-per-second",
        "armature.batch.units-per-second=1000001, armature.batch.units-per-second",
        "armature.batch.expected-instances=0, armature.batch.expected-instances"
    })
    void startWhenTheRateCannotBeSharedShouldNameTheKey(String property, String key) {
        withRedis
                .withPropertyValues("armature.batch.scope=fleet", property)
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("Property " + key + " with value"));
    }
}
