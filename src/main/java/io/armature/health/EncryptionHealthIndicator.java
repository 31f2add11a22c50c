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
package io.armature.health;

import io.armature.client.ConstantText;
import io.armature.encryption.DataKeys;
import io.armature.encryption.KeyState;
import io.armature.encryption.PlaintextPolicies;
import io.armature.encryption.PlaintextPolicies.Exemption;
import io.armature.encryption.PlaintextPolicy;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of the encryption of attributes: whether data keys can be had, and where plaintext is allowed. It calls nobody; it
 * tells what the last calls met. It is down while something
 * cannot be encrypted or decrypted because the provider of keys fails.
 */
public final class EncryptionHealthIndicator extends AbstractHealthIndicator {

    private final DataKeys keys;

    private final PlaintextPolicies policies;

    private final Clock clock;

    /**
     * Creates the indicator.
     *
     * @param keys the data keys
     * @param policies where plaintext is allowed
     * @param clock tells which ends of policies are over
     */
    public EncryptionHealthIndicator(DataKeys keys, PlaintextPolicies policies, Clock clock) {
        super("The health of encryption could not be determined");
        this.keys = keys;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        KeyState state = keys.state();
        if (state.health() == KeyState.Health.FAILING) {
            health.down();
        } else {
            health.up();
        }
        health.withDetail("keys", ConstantText.of(state.health()));
        if (state.since() != null) {
            health.withDetail("since", state.since());
        }
        if (state.reason() != null) {
            health.withDetail("reason", ConstantText.of(state.reason()));
        }
        if (state.message() != null) {
            health.withDetail("message", state.message());
        }
        health.withDetail("encryptionKeys", keys.encryptionKeys()).withDetail("decryptionKeys", keys.decryptionKeys());
        List<String> unresolved = keys.unresolvedKeyIds();
        if (!unresolved.isEmpty()) {
            health.withDetail("unresolvedKeyIds", unresolved);
        }
        Map<String, Object> allowed = new LinkedHashMap<>();
        for (Exemption exemption : policies.exceptions()) {
            if (exemption.policy() != PlaintextPolicy.FORBID) {
                allowed.put(place(exemption), describe(exemption));
            }
        }
        if (!allowed.isEmpty()) {
            health.withDetail("plaintext", allowed);
        }
    }

    private static String place(Exemption exemption) {
        return exemption.attribute() == null ? exemption.table() : exemption.table() + "." + exemption.attribute();
    }

    private String describe(Exemption exemption) {
        String policy = ConstantText.of(exemption.policy());
        LocalDate until = exemption.until();
        if (until == null) {
            return policy;
        }
        return policy + " until " + until + (LocalDate.now(clock).isAfter(until) ? ", which is over" : "");
    }
}
