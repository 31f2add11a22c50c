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

import io.armature.encryption.DecryptionException;
import io.armature.encryption.EncryptionStatistics;
import io.armature.encryption.EncryptionStatistics.Event;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Meters of the encryption of attributes. They read counters that are kept anyway, and cost nothing in between. */
public final class EncryptionMetrics implements MeterBinder {

    private final EncryptionStatistics statistics;

    /**
     * Creates the binder.
     *
     * @param statistics what is shown
     */
    public EncryptionMetrics(EncryptionStatistics statistics) {
        this.statistics = statistics;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        event(registry, EncryptionMeter.VALUES, Event.ENCRYPTED, "operation", "encrypt");
        event(registry, EncryptionMeter.VALUES, Event.DECRYPTED, "operation", "decrypt");
        event(registry, EncryptionMeter.KEY_CALLS, Event.KEY_GENERATED, "operation", "generate", "outcome", "success");
        event(
                registry,
                EncryptionMeter.KEY_CALLS,
                Event.KEY_GENERATION_FAILED,
                "operation",
                "generate",
                "outcome",
                "failure");
        event(registry, EncryptionMeter.KEY_CALLS, Event.KEY_UNWRAPPED, "operation", "unwrap", "outcome", "success");
        event(
                registry,
                EncryptionMeter.KEY_CALLS,
                Event.KEY_UNWRAPPING_FAILED,
                "operation",
                "unwrap",
                "outcome",
                "failure");
        event(registry, EncryptionMeter.KEY_REQUESTS, Event.ENCRYPTION_KEY_HIT, "purpose", "encrypt", "result", "hit");
        event(
                registry,
                EncryptionMeter.KEY_REQUESTS,
                Event.ENCRYPTION_KEY_MISS,
                "purpose",
                "encrypt",
                "result",
                "miss");
        event(registry, EncryptionMeter.KEY_REQUESTS, Event.DECRYPTION_KEY_HIT, "purpose", "decrypt", "result", "hit");
        event(
                registry,
                EncryptionMeter.KEY_REQUESTS,
                Event.DECRYPTION_KEY_MISS,
                "purpose",
                "decrypt",
                "result",
                "miss");
        event(registry, EncryptionMeter.GRACE, Event.USED_IN_GRACE);
        event(registry, EncryptionMeter.REFUSED_CALLS, Event.CALL_REFUSED);
        for (DecryptionException.Reason reason : DecryptionException.Reason.values()) {
            String name = reason.name().toLowerCase(Locale.ROOT);
            register(registry, EncryptionMeter.REFUSED_VALUES, counted -> counted.refusals(reason), "reason", name);
        }
        statistics.onPlaintextRead((table, attribute) -> register(
                registry,
                EncryptionMeter.PLAINTEXT_READS,
                counted -> counted.plaintextReads(table, attribute),
                "table",
                table,
                "attribute",
                attribute));
    }

    private void event(MeterRegistry registry, EncryptionMeter meter, Event event, String... tags) {
        register(registry, meter, counted -> counted.of(event), tags);
    }

    private void register(
            MeterRegistry registry,
            EncryptionMeter meter,
            ToDoubleFunction<EncryptionStatistics> value,
            String... tags) {
        FunctionCounter.builder(meter.getName(), statistics, value)
                .description(meter.text().description())
                .tags(Tags.of(tags))
                .register(registry);
    }
}
