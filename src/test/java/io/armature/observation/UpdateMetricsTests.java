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
package io.armature.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.TableCatalogue;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.TableNames;
import io.armature.repository.DynamoDbRepository;
import io.armature.repository.DynamoDbRepositoryFactory;
import io.armature.repository.DynamoDbTransactions;
import io.armature.repository.UpdateSettings;
import io.armature.repository.UpdateStatistics;
import io.armature.schema.TableCreator;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

@WithDynamoDbLocal
class UpdateMetricsTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final UpdateStatistics statistics = new UpdateStatistics();
    private final ItemExtensions extensions = new ItemExtensions(List.of());
    private Balances balances;
    private DynamoDbTransactions transactions;

    @BeforeEach
    void create(DynamoDbEndpoint endpoint) {
        Entities entities = new Entities(
                new EntitySchemas(List.of()),
                new TableNames(endpoint.uniqueTableName("update-metrics") + "-", Map.of()),
                new TableCatalogue());
        balances = new DynamoDbRepositoryFactory(
                        entities, extensions, endpoint.client(), UpdateSettings.defaults(), statistics)
                .getRepository(Balances.class);
        transactions = new DynamoDbTransactions(extensions, endpoint.client(), UpdateSettings.defaults());
        new TableCreator(endpoint.client()).create(entities.all());
    }

    @Test
    void metersShouldCountWhatHappensByRepositoryMethod() {
        new UpdateMetrics(statistics).bindTo(registry);
        assertThat(registry.getMeters()).as("nothing was written yet").isEmpty();
        balances.save(new Balance("a", 1, null));
        AtomicInteger applied = new AtomicInteger();
        balances.update("a", balance -> {
            if (applied.incrementAndGet() == 1) {
                balances.save(balance);
            }
            return new Balance("a", balance.amount() + 1, balance.version());
        });
        transactions.execute(tx ->
                tx.update(balances, "a", balance -> new Balance("a", 0, null)).deleteById(balances, "b"));
        assertThat(count(UpdateMeter.ATTEMPTS, "save")).isEqualTo(2);
        assertThat(count(UpdateMeter.SUCCESSES, "save")).isEqualTo(2);
        assertThat(count(UpdateMeter.ATTEMPTS, "update")).isEqualTo(2);
        assertThat(count(UpdateMeter.SUCCESSES, "update")).isEqualTo(1);
        assertThat(count(UpdateMeter.CONFLICTS, "update")).isEqualTo(1);
        assertThat(count(UpdateMeter.UNKNOWN, "update")).isZero();
        assertThat(count(UpdateMeter.ATTEMPTS, "transact")).isEqualTo(2);
        assertThat(count(UpdateMeter.SUCCESSES, "transact")).isEqualTo(2);
        assertThat(registry.find(UpdateMeter.ATTEMPTS.getName())
                        .tag("method", "delete")
                        .meters())
                .isEmpty();
    }

    @Test
    void metersWhenBoundLaterShouldKnowWhatWasBefore() {
        balances.save(new Balance("a", 1, null));
        new UpdateMetrics(statistics).bindTo(registry);
        assertThat(count(UpdateMeter.SUCCESSES, "save")).isEqualTo(1);
    }

    @Test
    void metersShouldBeDescribedCounters() {
        new UpdateMetrics(statistics).bindTo(registry);
        balances.save(new Balance("a", 1, null));
        assertThat(registry.getMeters()).hasSize(UpdateMeter.values().length).allSatisfy(meter -> {
            assertThat(meter.getId().getType()).isEqualTo(Meter.Type.COUNTER);
            assertThat(meter.getId().getDescription()).isNotBlank();
            assertThat(meter.getId().getTag("repository")).isEqualTo("Balances");
        });
        assertThat(UpdateMeter.values())
                .allSatisfy(meter -> assertThat(meter.getType()).isEqualTo(Meter.Type.COUNTER));
    }

    private double count(UpdateMeter meter, String method) {
        return registry.get(meter.getName())
                .tags("repository", "Balances", "method", method)
                .functionCounter()
                .count();
    }

    public record Balance(
            @DynamoDbPartitionKey String id,
            long amount,
            @DynamoDbVersionAttribute @Nullable Long version) {}

    public interface Balances extends DynamoDbRepository<Balance, String> {}
}
