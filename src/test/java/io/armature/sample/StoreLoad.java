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

import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import io.armature.sample.customer.CustomerRepository;
import io.armature.sample.track.TrackRepository;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.SplittableRandom;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Uses the store as a careless program would while it is open, so that the console has something to show: with {@code
 * --store.load=true}. It changes nothing that anybody reads.
 */
@Component
@ConditionalOnBooleanProperty("store.load")
final class StoreLoad implements DisposableBean {

    /** How many rounds of the same a minute holds depends on the machine; the numbers of one round are these. */
    private static final int LOOPED_READS = 40;

    private static final int TRACKS = 3_503;

    private final DynamoDbClient client;

    private final TableCatalogue catalogue;

    private final CustomerRepository customers;

    private final TrackRepository tracks;

    private final ObservationRegistry observations;

    private final SplittableRandom random = new SplittableRandom(1);

    private volatile boolean closed;

    StoreLoad(
            DynamoDbClient client,
            TableCatalogue catalogue,
            CustomerRepository customers,
            TrackRepository tracks,
            ObservationRegistry observations) {
        this.client = client;
        this.catalogue = catalogue;
        this.customers = customers;
        this.tracks = tracks;
        this.observations = observations;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread load = new Thread(this::run, "store-load");
        load.setDaemon(true);
        load.start();
    }

    @Override
    public void destroy() {
        closed = true;
    }

    private void run() {
        while (!closed) {
            try {
                // As each request of a web application is: what belongs together is known then, and not told by the
                // time between calls.
                Observation.createNotStarted("store.load", observations).observe(this::round);
            } catch (RuntimeException ex) {
                if (!closed) {
                    throw ex;
                }
            }
        }
    }

    private void round() {
        scanTracks();
        for (int i = 0; i < LOOPED_READS && !closed; i++) {
            tracks.findById(1L + random.nextInt(TRACKS));
        }
        for (int i = 0; i < LOOPED_READS && !closed; i++) {
            customers.findById(i % 2 == 0 ? 1L : 1L + random.nextInt(59));
            touchMissingOrder();
        }
    }

    /** A scan where a query would do: nobody declared an index by composer. */
    private void scanTracks() {
        client.scan(scan -> scan.tableName(table("tracks"))
                .filterExpression("composer = :composer")
                .expressionAttributeValues(Map.of(":composer", AttributeValue.fromS("AC/DC"))));
    }

    /** A condition that never holds: there are no orders with such numbers. */
    private void touchMissingOrder() {
        try {
            client.updateItem(update -> update.tableName(table("orders"))
                    .key(Map.of("orderId", AttributeValue.fromN(String.valueOf(1_000_000 + random.nextInt(100_000)))))
                    .updateExpression("SET billingCity = billingCity")
                    .conditionExpression("attribute_exists(orderId)"));
        } catch (ConditionalCheckFailedException expected) {
            // This is what it is for.
            return;
        }
    }

    private String table(String logicalName) {
        return catalogue.tables().stream()
                .filter(table -> table.logicalName().equals(logicalName))
                .map(TableDescription::physicalName)
                .findFirst()
                .orElseThrow();
    }
}
