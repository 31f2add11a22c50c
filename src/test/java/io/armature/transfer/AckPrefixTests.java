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
package io.armature.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AckPrefixTests {

    @Test
    void lengthWhenThereIsAGapShouldEndBeforeIt() {
        AckPrefix prefix = new AckPrefix(100);
        prefix.add(100);
        prefix.add(102);
        prefix.add(103);
        assertThat(prefix.length()).isEqualTo(101);

        prefix.add(101);
        assertThat(prefix.length()).isEqualTo(104);
    }

    @Test
    void lengthWhenRowsAreManyShouldNotLoseThoseBehindAGap() {
        AckPrefix prefix = new AckPrefix(0);
        for (long row = 1; row < 200_000; row++) {
            prefix.add(row);
        }
        assertThat(prefix.length()).isZero();

        prefix.add(0);
        assertThat(prefix.length()).isEqualTo(200_000);
        prefix.add(200_001);
        assertThat(prefix.length()).isEqualTo(200_000);
        prefix.add(200_000);
        assertThat(prefix.length()).isEqualTo(200_002);
    }
}
