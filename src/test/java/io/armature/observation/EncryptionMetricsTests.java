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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.encryption.DecryptionException;
import io.armature.encryption.Encrypted;
import io.armature.encryption.LocalEncryption;
import io.armature.encryption.LocalEncryption.Setup;
import io.armature.encryption.PlaintextPolicies;
import io.armature.encryption.PlaintextPolicies.Exemption;
import io.armature.encryption.PlaintextPolicy;
import io.armature.encryption.guard.PlaintextRefusedException;
import io.armature.repository.DynamoDbRepository;
import io.armature.support.DynamoDbEndpoint;
import io.armature.support.WithDynamoDbLocal;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataRetrievalFailureException;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@WithDynamoDbLocal
class EncryptionMetricsTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void metersShouldCountWhatHappens(DynamoDbEndpoint endpoint) {
        PlaintextPolicies policies = new PlaintextPolicies(
                List.of(new Exemption("card", "phone", PlaintextPolicy.READ_ALLOWED, LocalDate.of(2999, 1, 1))));
        LocalEncryption local =
                LocalEncryption.guarded(endpoint, Setup.on(endpoint).policies(policies));
        new EncryptionMetrics(local.statistics()).bindTo(registry);
        Cards cards = local.repository(Cards.class);
        cards.save(new Card("1", "a", "b"));
        cards.save(new Card("2", "a", null));
        cards.findById("1");
        cards.findById("1");
        assertThat(count(EncryptionMeter.VALUES, "operation", "encrypt")).isEqualTo(3);
        assertThat(count(EncryptionMeter.VALUES, "operation", "decrypt")).isEqualTo(4);
        assertThat(count(EncryptionMeter.KEY_CALLS, "operation", "generate", "outcome", "success"))
                .isEqualTo(1);
        assertThat(count(EncryptionMeter.KEY_CALLS, "operation", "unwrap", "outcome", "success"))
                .isEqualTo(1);
        assertThat(count(EncryptionMeter.KEY_REQUESTS, "purpose", "encrypt", "result", "hit"))
                .isEqualTo(1);
        assertThat(count(EncryptionMeter.KEY_REQUESTS, "purpose", "encrypt", "result", "miss"))
                .isEqualTo(1);
        assertThat(count(EncryptionMeter.KEY_REQUESTS, "purpose", "decrypt", "result", "miss"))
                .isEqualTo(1);
        assertThat(count(EncryptionMeter.KEY_REQUESTS, "purpose", "decrypt", "result", "hit"))
                .isPositive();

        assertThat(registry.find(EncryptionMeter.PLAINTEXT_READS.getName()).meters())
                .isEmpty();
        String table = local.tableName(Card.class);
        AttributeValue plain = AttributeValue.fromS("plain");
        local.plainClient()
                .putItem(request ->
                        request.tableName(table).item(Map.of("id", AttributeValue.fromS("3"), "phone", plain)));
        cards.findById("3");
        cards.findById("3");
        assertThat(count(EncryptionMeter.PLAINTEXT_READS, "table", "card", "attribute", "phone"))
                .isEqualTo(2);

        local.plainClient()
                .putItem(request ->
                        request.tableName(table).item(Map.of("id", AttributeValue.fromS("4"), "email", plain)));
        assertThatExceptionOfType(DataRetrievalFailureException.class)
                .isThrownBy(() -> cards.findById("4"))
                .withCauseInstanceOf(DecryptionException.class);
        assertThat(count(EncryptionMeter.REFUSED_VALUES, "reason", "not_encrypted"))
                .isEqualTo(1);
        assertThat(count(EncryptionMeter.REFUSED_VALUES, "reason", "authentication_failed"))
                .isZero();

        assertThatExceptionOfType(PlaintextRefusedException.class)
                .isThrownBy(() -> local.client()
                        .putItem(request -> request.tableName(table)
                                .item(Map.of("id", AttributeValue.fromS("5"), "email", plain))));
        assertThat(count(EncryptionMeter.REFUSED_CALLS)).isEqualTo(1);
        assertThat(count(EncryptionMeter.GRACE)).isZero();
    }

    @Test
    void metersShouldBeDescribedCounters(DynamoDbEndpoint endpoint) {
        LocalEncryption local = LocalEncryption.guarded(endpoint, Setup.on(endpoint));
        new EncryptionMetrics(local.statistics()).bindTo(registry);
        assertThat(registry.getMeters()).isNotEmpty().allSatisfy(meter -> {
            assertThat(meter.getId().getType()).isEqualTo(Meter.Type.COUNTER);
            assertThat(meter.getId().getDescription()).isNotBlank();
        });
        assertThat(EncryptionMeter.values())
                .allSatisfy(meter -> assertThat(meter.getType()).isEqualTo(Meter.Type.COUNTER));
    }

    private double count(EncryptionMeter meter, String... tags) {
        return registry.get(meter.getName()).tags(tags).functionCounter().count();
    }

    public record Card(
            @DynamoDbPartitionKey String id,
            @Encrypted @Nullable String email,
            @Encrypted @Nullable String phone) {}

    public interface Cards extends DynamoDbRepository<Card, String> {}
}
