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
package io.armature.encryption;

import static io.armature.encryption.KeysFixture.WHERE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armature.encryption.keys.InMemoryKeyProvider;
import io.armature.support.CostMeter;
import io.armature.support.CostMeter.Cost;
import io.armature.support.CostMeter.Operation;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What a key at hand costs; bytes are gated, since they are steady, time is only reported.
 *
 * <p>Fails when 128 bytes for each lease are planted.
 */
@Tag("slow")
class DataKeysCostTests {

    private static final CostMeter METER = CostMeter.of(11, 200_000);

    private final DataKeys keys = new DataKeys(
            new InMemoryKeyProvider(),
            new KeyContexts("prod", 0, Map.of()),
            KeyCacheSettings.defaults(),
            null,
            new EncryptionStatistics());

    private final Scope scope = keys.scope("acme", "customers");

    private int sink;

    @AfterEach
    void close() {
        keys.close();
    }

    @Test
    @Tag("F5")
    void forEncryptionWhenKeyIsAtHandShouldAllocateLittle(TestReporter reporter) {
        assertThat(bytes(reporter, () -> {
                    try (KeyLease lease = keys.forEncryption(scope, 4, 256)) {
                        sink += lease.record().length();
                    }
                }))
                .isLessThan(100);
        assertThat(sink).isNotZero();
    }

    @Test
    @Tag("F5")
    void forDecryptionWhenKeyIsAtHandShouldAllocateLittle(TestReporter reporter) {
        KeyRecord record;
        try (KeyLease lease = keys.forEncryption(scope, 4, 256)) {
            record = lease.record();
        }
        assertThat(bytes(reporter, () -> {
                    try (KeyLease lease = keys.forDecryption(WHERE, scope, record)) {
                        sink += lease.record().length();
                    }
                }))
                .isLessThan(100);
        assertThat(sink).isNotZero();
    }

    private static double bytes(TestReporter reporter, Operation lease) {
        Cost cost = METER.measure(lease);
        reporter.publishEntry("a lease", cost.toString());
        return cost.bytes();
    }
}
