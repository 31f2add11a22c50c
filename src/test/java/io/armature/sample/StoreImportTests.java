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
package io.armature.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyIterable;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.armature.batch.BatchFailedException;
import io.armature.batch.BatchOptions;
import io.armature.batch.BatchReport;
import io.armature.batch.BatchWriter;
import io.armature.client.UnitCost;
import io.armature.sample.customer.CustomerRepository;
import io.armature.sample.order.OrderRepository;
import io.armature.sample.track.TrackRepository;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StoreImportTests {

    private final StoreData data = new StoreData(StoreWeb.json());
    private final BatchWriter writer = mock();
    private final TrackRepository tracks = mock();
    private final CustomerRepository customers = mock();
    private final OrderRepository orders = mock();

    @BeforeEach
    void logAsTheStoreDoes() {
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel(StoreImport.class.getName(), LogLevel.INFO);
    }

    @Test
    void runShouldWriteWhatIsMissingAndNothingElse(CapturedOutput output) {
        given(customers.findAllById(anyIterable())).willReturn(data.customers());
        given(orders.findAllById(anyIterable())).willReturn(data.orders().subList(0, 250));
        Map<String, List<?>> written = new HashMap<>();
        given(writer.write(any(), any(BatchOptions.class))).willAnswer(call -> {
            BatchOptions options = call.getArgument(1);
            List<?> items = call.<Stream<?>>getArgument(0).toList();
            assertThat(options.total()).hasValue(items.size());
            written.put(String.valueOf(options.name()), items);
            return report(items.size(), 0);
        });

        run();

        assertThat(written)
                .containsOnly(
                        Map.entry("import-tracks", data.tracks()),
                        Map.entry("import-orders", data.orders().subList(250, 412)));
        assertThat(output)
                .contains("Imported 3503 tracks", "All 59 customers are there already", "Imported 162 orders");
    }

    @Test
    void runWhenSomethingWasNotWrittenShouldFail() {
        given(writer.write(any(), any(BatchOptions.class))).willReturn(report(3_502, 1));

        assertThatExceptionOfType(BatchFailedException.class).isThrownBy(this::run);
    }

    private void run() {
        new StoreImport(data, writer, tracks, customers, orders).run(new DefaultApplicationArguments());
    }

    private static BatchReport report(long succeeded, long failed) {
        return new BatchReport(
                "import",
                BatchReport.Outcome.COMPLETED,
                succeeded,
                0,
                failed,
                List.of(),
                1,
                0,
                Map.of("table", 1.0),
                Duration.ofSeconds(1),
                new UnitCost(0, "USD", 0.625),
                Duration.ZERO);
    }
}
