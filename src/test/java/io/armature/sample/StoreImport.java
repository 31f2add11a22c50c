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

import io.armature.batch.BatchOptions;
import io.armature.batch.BatchReport;
import io.armature.batch.BatchWriter;
import io.armature.batch.ConsoleProgress;
import io.armature.batch.VersionPolicy;
import io.armature.repository.DynamoDbRepository;
import io.armature.sample.customer.Customer;
import io.armature.sample.customer.CustomerRepository;
import io.armature.sample.order.Order;
import io.armature.sample.order.OrderRepository;
import io.armature.sample.track.Track;
import io.armature.sample.track.TrackRepository;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Fills the tables with what they lack of the store's data, so that an import that was broken off is completed. */
@Component
final class StoreImport implements ApplicationRunner, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(StoreImport.class);

    private final StoreData data;
    private final BatchWriter writer;
    private final TrackRepository tracks;
    private final CustomerRepository customers;
    private final OrderRepository orders;

    StoreImport(
            StoreData data,
            BatchWriter writer,
            TrackRepository tracks,
            CustomerRepository customers,
            OrderRepository orders) {
        this.data = data;
        this.writer = writer;
        this.tracks = tracks;
        this.customers = customers;
        this.orders = orders;
    }

    /** Comes before what is asked for at the command line. */
    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        fill("tracks", data.tracks(), tracks, Track::trackId);
        fill("customers", data.customers(), customers, Customer::customerId);
        fill("orders", data.orders(), orders, Order::orderId);
    }

    private <T> void fill(String name, List<T> entities, DynamoDbRepository<T, Long> repository, Function<T, Long> id) {
        Set<Long> present = repository.findAllById(entities.stream().map(id).toList()).stream()
                .map(id)
                .collect(Collectors.toSet());
        List<T> missing = entities.stream()
                .filter(entity -> !present.contains(id.apply(entity)))
                .toList();
        if (missing.isEmpty()) {
            LOG.info("All {} {} are there already", entities.size(), name);
            return;
        }
        BatchReport report = write(name, missing).orThrow();
        LOG.info(
                "Imported {} {} in {} ms, which used {} write units",
                report.succeeded(),
                name,
                report.duration().toMillis(),
                report.totalUnits());
    }

    /** Writes on the condition that nobody has done so since it was looked. */
    private BatchReport write(String name, List<?> missing) {
        try (ConsoleProgress progress = ConsoleProgress.of("Importing " + name)) {
            return writer.write(
                    missing.stream(),
                    BatchOptions.builder()
                            .name("import-" + name)
                            .versions(VersionPolicy.CONDITIONAL)
                            .total(missing.size())
                            .progress(progress)
                            .build());
        }
    }
}
