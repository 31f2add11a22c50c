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

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.encryption.EncryptionStatistics.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncryptionStatisticsTests {

    private final EncryptionStatistics statistics = new EncryptionStatistics();

    @ParameterizedTest
    @EnumSource(Event.class)
    void countShouldCountTheEventAlone(Event event) {
        statistics.count(event);
        statistics.count(event, 2);

        for (Event each : Event.values()) {
            assertThat(statistics.of(each)).isEqualTo(each == event ? 3 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource(DecryptionException.Reason.class)
    void countRefusalShouldCountTheReasonAlone(DecryptionException.Reason reason) {
        statistics.countRefusal(reason);

        for (DecryptionException.Reason each : DecryptionException.Reason.values()) {
            assertThat(statistics.refusals(each)).isEqualTo(each == reason ? 1 : 0);
        }
    }

    @Test
    void countPlaintextReadShouldTellListenersOfEachAttributeOnce() {
        List<String> early = new ArrayList<>();
        List<String> late = new ArrayList<>();
        statistics.onPlaintextRead((table, attribute) -> early.add(table + "." + attribute));
        statistics.countPlaintextRead(new Location("customers", "email"));
        statistics.countPlaintextRead(new Location("customers", "email"));
        statistics.onPlaintextRead((table, attribute) -> late.add(table + "." + attribute));
        statistics.countPlaintextRead(new Location("customers", "tel"));

        assertThat(early).containsExactly("customers.email", "customers.tel");
        assertThat(late).containsExactly("customers.email", "customers.tel");
        assertThat(statistics.plaintextReads("customers", "email")).isEqualTo(2);
        assertThat(statistics.plaintextReads("customers", "tel")).isEqualTo(1);
        assertThat(statistics.plaintextReads("orders", "tel")).isZero();
    }
}
