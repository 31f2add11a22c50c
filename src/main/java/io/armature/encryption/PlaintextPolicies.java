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

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tables and attributes deviate from {@link PlaintextPolicy#FORBID}. Immutable.
 *
 * @param exceptions the deviations; one for an attribute wins over one for its table
 */
public record PlaintextPolicies(List<Exemption> exceptions) {

    /**
     * Copies the list.
     *
     * @param exceptions the deviations
     */
    public PlaintextPolicies {
        exceptions = List.copyOf(exceptions);
    }

    /**
     * Returns the policies of those who deviate nowhere.
     *
     * @return no deviations
     */
    public static PlaintextPolicies forbid() {
        return new PlaintextPolicies(List.of());
    }

    /**
     * Returns the policy of an attribute.
     *
     * @param table logical name of the table
     * @param attribute name of the attribute
     * @return its policy
     */
    public PlaintextPolicy of(String table, String attribute) {
        PlaintextPolicy policy = PlaintextPolicy.FORBID;
        for (Exemption exemption : exceptions) {
            if (exemption.table().equals(table)) {
                if (attribute.equals(exemption.attribute())) {
                    return exemption.policy();
                }
                if (exemption.attribute() == null) {
                    policy = exemption.policy();
                }
            }
        }
        return policy;
    }

    /**
     * A table or an attribute of it for which plaintext is allowed for a time.
     *
     * @param table logical name of the table
     * @param attribute name of the attribute, or {@code null} for all encrypted ones of the table
     * @param policy what is allowed
     * @param until the day on which it is to end, {@code null} where plaintext is forbidden anyway
     */
    public record Exemption(
            String table,
            @Nullable String attribute,
            PlaintextPolicy policy,
            @Nullable LocalDate until) {}
}
