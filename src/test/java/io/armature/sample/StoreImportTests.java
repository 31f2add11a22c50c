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
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyIterable;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import io.armature.sample.customer.CustomerRepository;
import io.armature.sample.order.Order;
import io.armature.sample.order.OrderRepository;
import io.armature.sample.track.Track;
import io.armature.sample.track.TrackRepository;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StoreImportTests {

    private final StoreData data = new StoreData(StoreWeb.json());
    private final TrackRepository tracks = mock();
    private final CustomerRepository customers = mock();
    private final OrderRepository orders = mock();

    @Test
    void runShouldSaveWhatIsMissingAndNothingElse(CapturedOutput output) {
        List<Order> imported = data.orders().subList(0, 250);
        List<Order> saved = new ArrayList<>();
        given(customers.findAllById(anyIterable())).willReturn(data.customers());
        given(orders.findAllById(anyIterable())).willReturn(imported);
        given(orders.saveAll(any())).willAnswer(call -> {
            call.<Iterable<Order>>getArgument(0).forEach(saved::add);
            return List.of();
        });
        List<Track> sold = new ArrayList<>();
        given(tracks.saveAll(any())).willAnswer(call -> {
            call.<Iterable<Track>>getArgument(0).forEach(sold::add);
            return List.of();
        });

        new StoreImport(data, tracks, customers, orders).run(new DefaultApplicationArguments());

        assertThat(sold).isEqualTo(data.tracks());
        then(customers).should(never()).saveAll(any());
        assertThat(saved).isEqualTo(data.orders().subList(250, 412));
        assertThat(output)
                .contains("Imported 3503 tracks", "All 59 customers are there already", "Imported 162 orders");
    }
}
