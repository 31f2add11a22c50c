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

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F5")
class KeyFailuresTests {

    private final AtomicLong now = new AtomicLong();

    private final KeyFailures<Integer> failures = new KeyFailures<>(now::get, id -> 15 * 1_024);

    private final KeyFailure failure = new KeyFailure(new IllegalStateException());

    @Test
    void putWhenFullShouldForgetTheOldest() {
        for (int id = 0; id < 2_000; id++) {
            failures.put(id, failure);
            assertThat(failures.get(id)).isNotNull();
        }
        assertThat(failures.size()).isEqualTo(1_024);
        assertThat(failures.get(2_000 - 1_025)).isNull();
        assertThat(failures.get(2_000 - 1_024)).isNotNull();
    }

    @Test
    void putWhenOlderOnesAreOverShouldForgetThem() {
        failures.put(1, failure);
        failures.put(2, failure);
        now.addAndGet(1_000_000_000);
        failures.put(2, failure);
        assertThat(failures.get(1)).isNull();
        assertThat(failures.get(2)).isNotNull();
        assertThat(failures.size()).isEqualTo(1);
    }

    @Test
    void clearShouldForgetAll() {
        failures.put(1, failure);
        failures.clear();
        assertThat(failures.get(1)).isNull();
        assertThat(failures.size()).isZero();
    }
}
