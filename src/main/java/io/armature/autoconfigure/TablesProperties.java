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
package io.armature.autoconfigure;

import io.armature.client.TableCatalogue;
import io.armature.encryption.PlaintextPolicies;
import io.armature.encryption.PlaintextPolicies.Exemption;
import io.armature.encryption.PlaintextPolicy;
import io.armature.mapping.TableNames;
import io.armature.resilience.CircuitBreakerPolicy;
import io.armature.resilience.CircuitBreakerSettings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Settings of single tables.
 *
 * @param tables Settings by the logical name of the table.
 */
@ConfigurationProperties("armature")
record TablesProperties(@DefaultValue Map<String, Table> tables) {

    TablesProperties {
        tables.forEach((logicalName, table) -> {
            String name = table.name();
            if (name != null && !TableNames.isValid(name)) {
                throw new InvalidConfigurationPropertyValueException(
                        "armature.tables." + logicalName + ".name",
                        name,
                        "A table name has 3 to 255 letters, digits, dots, dashes and underscores.");
            }
        });
    }

    TableNames toNames(String prefix) {
        Map<String, String> names = new HashMap<>();
        tables.forEach((logicalName, table) -> {
            if (table.name() != null) {
                names.put(logicalName, table.name());
            }
        });
        return new TableNames(prefix, names);
    }

    /** Returns what deviates from forbidding plaintext. */
    PlaintextPolicies toPolicies() {
        List<Exemption> exemptions = new ArrayList<>();
        tables.forEach((logicalName, table) -> {
            Plaintext plaintext = table.plaintext();
            if (plaintext != null) {
                plaintext.exempt(logicalName, exemptions);
            }
        });
        return new PlaintextPolicies(exemptions);
    }

    /** Returns which circuit breakers the tables have. */
    CircuitBreakerPolicy toPolicy(CircuitBreakerProperties properties, Duration callTimeout) {
        Map<String, Optional<CircuitBreakerSettings>> deviations = new HashMap<>();
        tables.forEach((logicalName, table) -> {
            CircuitBreakerProperties.Table own = table.circuitBreaker();
            if (own != null) {
                deviations.put(logicalName, properties.toSettings("armature.tables." + logicalName, own, callTimeout));
            }
        });
        return new CircuitBreakerPolicy(properties.toSettings(callTimeout), deviations);
    }

    /** Tells whether any table has to be read from stored copies while DynamoDB is away. */
    boolean wantFallback() {
        return tables.keySet().stream().anyMatch(table -> hasFallback(table, false));
    }

    /** Tells whether a table has to be, if all others are, or are not. */
    boolean hasFallback(String logicalName, boolean others) {
        Table table = tables.get(logicalName);
        Fallback own = table == null ? null : table.fallback();
        return own == null || own.enabled() == null ? others : own.enabled();
    }

    /** Makes known which attributes are encrypted of tables that no entity may be mapped to. */
    void register(TableCatalogue catalogue, TableNames names) {
        tables.forEach((logicalName, table) ->
                catalogue.addEncrypted(names.physicalName(logicalName), table.encryptedAttributes()));
    }

    /**
     * Settings of one table.
     *
     * @param name Name of the table in DynamoDB. By default armature.schema.table-prefix followed by the logical name.
     * @param encryptedAttributes Attributes that are encrypted beside those that entities mark, for tables that are used
     *     without an entity.
     * @param plaintext What is done with plaintext in encrypted attributes. By default it is refused.
     * @param circuitBreaker What is different in the circuit breakers of the table.
     * @param fallback Whether reads of the table are answered from stored copies while DynamoDB is away.
     */
    record Table(
            @Nullable String name,
            @DefaultValue Set<String> encryptedAttributes,
            @Nullable Plaintext plaintext,
            CircuitBreakerProperties.@Nullable Table circuitBreaker,
            @Nullable Fallback fallback) {}

    /**
     * Stored copies of the items of a table.
     *
     * @param enabled Whether reads of the table are stored and answered. By default armature.fallback.enabled.
     */
    record Fallback(@Nullable Boolean enabled) {}

    /**
     * What is done with plaintext in the encrypted attributes of a table.
     *
     * @param policy What is done in the attributes that are not named.
     * @param until Day on which that is to end, such as 2027-03-31.
     * @param attributes Attributes with a policy of their own.
     */
    record Plaintext(
            @DefaultValue("forbid") PlaintextPolicy policy,
            @Nullable LocalDate until,
            @DefaultValue Map<String, AttributePlaintext> attributes) {

        void exempt(String table, List<Exemption> exemptions) {
            String key = "armature.tables." + table + ".plaintext";
            attributes.forEach((attribute, own) -> exemptions.add(new Exemption(
                    table, attribute, own.policy(), end(key + ".attributes." + attribute, own.policy(), own.until()))));
            exemptions.add(new Exemption(table, null, policy, end(key, policy, until)));
        }

        private static @Nullable LocalDate end(String key, PlaintextPolicy policy, @Nullable LocalDate until) {
            if (policy != PlaintextPolicy.FORBID && until == null) {
                throw new InvalidConfigurationPropertyValueException(
                        key + ".until",
                        null,
                        "A policy that allows plaintext needs the day on which it is to end, such as 2027-03-31.");
            }
            return until;
        }
    }

    /**
     * What is done with plaintext in an encrypted attribute.
     *
     * @param policy What is done.
     * @param until Day on which that is to end, such as 2027-03-31.
     */
    record AttributePlaintext(
            @DefaultValue("forbid") PlaintextPolicy policy,
            @Nullable LocalDate until) {}
}
