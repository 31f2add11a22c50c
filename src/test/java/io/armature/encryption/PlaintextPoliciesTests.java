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

import io.armature.encryption.PlaintextPolicies.Exemption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F15")
class PlaintextPoliciesTests {

    @Test
    void ofWhenNothingIsExemptedShouldForbid() {
        assertThat(PlaintextPolicies.forbid().of("customers", "email")).isEqualTo(PlaintextPolicy.FORBID);
    }

    @Test
    void ofShouldPreferTheAttributesPolicyToTheTables() {
        Exemption attribute = new Exemption("customers", "email", PlaintextPolicy.FORBID, null);
        Exemption table = new Exemption("customers", null, PlaintextPolicy.READ_ALLOWED, null);
        for (List<Exemption> order : List.of(List.of(attribute, table), List.of(table, attribute))) {
            PlaintextPolicies policies = new PlaintextPolicies(order);
            assertThat(policies.of("customers", "email")).isEqualTo(PlaintextPolicy.FORBID);
            assertThat(policies.of("customers", "tel")).isEqualTo(PlaintextPolicy.READ_ALLOWED);
            assertThat(policies.of("orders", "tel")).isEqualTo(PlaintextPolicy.FORBID);
        }
    }

    @Test
    void ofWhenAnAttributeIsExemptedShouldExemptNoOther() {
        PlaintextPolicies policies = new PlaintextPolicies(
                List.of(new Exemption("customers", "email", PlaintextPolicy.WRITE_PLAINTEXT, null)));
        assertThat(policies.of("customers", "email")).isEqualTo(PlaintextPolicy.WRITE_PLAINTEXT);
        assertThat(policies.of("customers", "tel")).isEqualTo(PlaintextPolicy.FORBID);
        assertThat(policies.of("orders", "email")).isEqualTo(PlaintextPolicy.FORBID);
    }
}
