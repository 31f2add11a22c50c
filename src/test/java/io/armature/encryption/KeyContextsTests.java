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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("F1")
@Tag("F9")
class KeyContextsTests {

    private static final Map<Integer, Map<String, String>> SETS = Map.of(1, Map.of("team", "a"), 255, Map.of());

    @Test
    void ofShouldJoinOursAndTheSet() {
        KeyContexts contexts = new KeyContexts("prod", 1, SETS);
        assertThat(contexts.of(new Scope("prod", "acme", "customers"), 1))
                .isEqualTo(Map.of(
                        "armature:table",
                        "customers",
                        "armature:domain",
                        "prod",
                        "armature:tenant",
                        "acme",
                        "team",
                        "a"));
    }

    @Test
    void ofWhenDomainAndTenantAreEmptyShouldLeaveThemOut() {
        KeyContexts contexts = new KeyContexts("", 0, SETS);
        Scope scope = new Scope("", "", "customers");
        assertThat(contexts.of(scope, 0)).isEqualTo(Map.of("armature:table", "customers"));
        assertThat(contexts.of(scope, 255)).isEqualTo(Map.of("armature:table", "customers"));
    }

    @Test
    void ofWhenSetIsNotConfiguredShouldReturnNull() {
        KeyContexts contexts = new KeyContexts("", 0, SETS);
        assertThat(contexts.of(new Scope("", "", "customers"), 2)).isNull();
        assertThat(contexts.isConfigured(2)).isFalse();
        assertThat(contexts.isConfigured(1)).isTrue();
        assertThat(contexts.isConfigured(0)).isTrue();
    }

    @Test
    void createShouldCopyTheSets() {
        Map<String, String> pairs = new HashMap<>(Map.of("team", "a"));
        KeyContexts contexts = new KeyContexts("", 1, new HashMap<>(Map.of(1, pairs)));
        pairs.put("team", "b");
        assertThat(contexts.sets()).isEqualTo(Map.of(1, Map.of("team", "a")));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256})
    void createWhenNumberIsOutOfBoundsShouldRefuse(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyContexts("", 0, Map.of(number, Map.of())))
                .withMessageContaining("1 to 255, not " + number);
    }

    @Test
    void createWhenCurrentSetIsMissingOrANameIsOursShouldRefuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyContexts("", 2, SETS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyContexts("", 0, Map.of(1, Map.of("armature:table", "x"))));
    }
}
