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
package io.armature.batch;

import static io.armature.batch.SimulatedDynamoDb.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShortageTests {

    private final Shortage shortage = new Shortage();

    @Test
    void isSeenWhenManyLanesComeBackShouldBeTrue() {
        assertThat(shortage.isSeen(25, works(5), 0)).isTrue();
    }

    @Test
    void isSeenWhenTheyComeBackOneByOneShouldAddUp() {
        for (int i = 0; i < 4; i++) {
            assertThat(shortage.isSeen(12, works(1), i)).isFalse();
        }
        assertThat(shortage.isSeen(12, works(1), 4)).isTrue();
    }

    @Test
    void isSeenWhenTheyAreFewOfManyShouldBeFalse() {
        for (int i = 0; i < 100; i++) {
            shortage.isSeen(25, Set.of(), 0);
        }
        assertThat(shortage.isSeen(25, works(20), 0)).isFalse();
    }

    @Test
    void isSeenWhenOneLaneComesBackAgainAndAgainShouldBeFalse() {
        Set<Work> work = works(1);
        for (int i = 0; i < 100; i++) {
            assertThat(shortage.isSeen(25, work, i)).isFalse();
        }
    }

    @Test
    void isSeenWhenTheyAreFarApartShouldBeFalse() {
        for (int i = 0; i < 100; i++) {
            assertThat(shortage.isSeen(25, works(4), i * SECOND)).isFalse();
        }
    }

    @Test
    void isSeenWhenDynamoDbToldOfAHotKeyShouldBeFalseForAWhile() {
        shortage.explain(true, 0);

        assertThat(shortage.isSeen(25, works(25), SECOND)).isFalse();
        assertThat(shortage.isSeen(25, works(25), 10 * SECOND)).isTrue();
    }

    @Test
    void isSeenWhenDynamoDbToldOfTheTableSinceShouldBeTrue() {
        shortage.explain(true, 0);
        shortage.explain(false, 1);

        assertThat(shortage.isSeen(25, works(25), SECOND)).isTrue();
    }

    private static Set<Work> works(int count) {
        Set<Work> works = new HashSet<>();
        for (int i = 0; i < count; i++) {
            works.add(new Work(
                    SimulatedItem.plain(i, i).put(100),
                    new ItemKey(SimulatedItem.plain(i, i).put(100).key()),
                    new Lane()));
        }
        return works;
    }
}
