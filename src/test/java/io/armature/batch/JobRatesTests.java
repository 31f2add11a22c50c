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
package io.armature.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class JobRatesTests {

    private final List<FleetBucket> asked = new ArrayList<>();

    private final FleetRate fleet = new FleetRate() {

        @Override
        public OptionalLong take(FleetBucket bucket, double units) {
            asked.add(bucket);
            return OptionalLong.of(0);
        }

        @Override
        public FleetState state() {
            return new FleetState(true, 1, 0, 0, 0);
        }
    };

    private final JobRates rates = new JobRates(new TableLimits(Mockito.mock(DynamoDbClient.class)), fleet);

    @Test
    void bucketWhenJobsHaveTheSameNameShouldBeTheSame() {
        reserve(BatchRate.itemsPerSecond(10), BatchOptions.defaults());
        reserve(BatchRate.itemsPerSecond(10), BatchOptions.defaults());
        reserve(
                BatchRate.itemsPerSecond(10),
                BatchOptions.builder().name("import").build());
        reserve(
                BatchRate.unitsPerSecond(10),
                BatchOptions.builder().name("import").build());

        assertThat(asked)
                .containsExactly(
                        new FleetBucket("default/items", 10),
                        new FleetBucket("default/items", 10),
                        new FleetBucket("import/items", 10),
                        new FleetBucket("import/units", 10));
    }

    @Test
    void rateWhenItHasNoBoundShouldAskNobody() {
        assertThat(reserve(BatchRate.unlimited(), BatchOptions.defaults())).isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void rateWhenItAdaptsShouldBeRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rates.of(BatchRate.adaptive(), BatchOptions.defaults(), false))
                .withMessageContaining("armature.batch.scope");
    }

    @Test
    void rateWhenTheJobHasOneOfItsOwnAndNoNameShouldBeRefused() {
        BatchRate rate = BatchRate.itemsPerSecond(5);
        BatchOptions options = BatchOptions.builder().rate(rate).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rates.of(rate, options, false))
                .withMessageContaining("BatchOptions.name");
    }

    @Test
    void rateWhenItIsBeyondWhatCanBeCountedShouldBeRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rates.of(BatchRate.itemsPerSecond(1_000_001), BatchOptions.defaults(), false))
                .withMessageContaining("1,000,000");
    }

    private long reserve(BatchRate rate, BatchOptions options) {
        return rates.of(rate, options, false).byTable().apply("table").reserve(1, 0);
    }
}
