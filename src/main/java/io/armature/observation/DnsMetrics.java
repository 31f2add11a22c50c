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

import io.armature.client.ConstantText;
import io.armature.client.dns.LastGoodDnsResolver;
import io.armature.client.dns.LookupOutcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Meters of the resolution of names. They read counters that are kept anyway, and cost nothing in between. */
public final class DnsMetrics implements MeterBinder {

    private final LastGoodDnsResolver names;

    /**
     * Creates the binder.
     *
     * @param names what is shown
     */
    public DnsMetrics(LastGoodDnsResolver names) {
        this.names = names;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (LookupOutcome outcome : LookupOutcome.values()) {
            FunctionCounter.builder(DnsMeter.LOOKUPS.getName(), names, counted -> counted.count(outcome))
                    .description(DnsMeter.LOOKUPS.text().description())
                    .tag("outcome", ConstantText.of(outcome))
                    .register(registry);
        }
    }
}
