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

import io.armature.client.CallSlot;
import io.armature.client.ClientLayers;
import io.armature.client.ConstantText;
import io.armature.client.MisconfigurationException;
import io.armature.client.TableCatalogue;
import io.armature.encryption.EncryptionExtension;
import io.armature.encryption.PlaintextPolicies;
import io.armature.encryption.PlaintextPolicies.Exemption;
import io.armature.encryption.PlaintextPolicy;
import io.armature.encryption.keys.KeyKind;
import io.armature.encryption.keys.KeyProvider;
import io.armature.encryption.keys.LoopbackEndpoints;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What encrypted attributes need before the first call, and what the log must say about them. */
final class EncryptionCheck {

    private static final Logger logger = LoggerFactory.getLogger(EncryptionCheck.class);

    private static final TableSchema<?> PROBE =
            TableSchema.documentSchemaBuilder().build();

    private final TableCatalogue catalogue;

    private final PlaintextPolicies policies;

    private final EncryptionProperties properties;

    private final @Nullable KeyProvider provider;

    EncryptionCheck(
            TableCatalogue catalogue,
            PlaintextPolicies policies,
            EncryptionProperties properties,
            @Nullable KeyProvider provider) {
        this.catalogue = catalogue;
        this.policies = policies;
        this.properties = properties;
        this.provider = provider;
    }

    /**
     * Checks.
     *
     * @param enhancedClients the enhanced clients by the names of their beans
     */
    void check(Collection<DynamoDbClient> clients, Map<String, DynamoDbEnhancedClient> enhancedClients, Clock clock) {
        if (provider != null
                && provider.kind() == KeyKind.LOCAL
                && !properties.local().unsafeBeyondLoopback()) {
            clients.forEach(EncryptionCheck::requireLoopback);
        }
        Set<String> tables = encryptedTables();
        if (!tables.isEmpty()) {
            requireKeys(tables);
        }
        // Also those that no entity is mapped to: without the guard nothing else protects them.
        Set<String> guarded = new TreeSet<>(catalogue.encryptedTables());
        if (!guarded.isEmpty()) {
            clients.forEach(client -> requireGuard(client, guarded));
        }
        if (provider != null) {
            enhancedClients.forEach(EncryptionCheck::requireExtension);
        }
        policies.exceptions().forEach(exemption -> log(exemption, LocalDate.now(clock)));
    }

    private Set<String> encryptedTables() {
        Set<String> tables = new TreeSet<>();
        catalogue.tables().forEach(table -> {
            if (!catalogue.encryptedAttributes(table.physicalName()).isEmpty()) {
                tables.add(table.logicalName());
            }
        });
        return tables;
    }

    private static void requireLoopback(DynamoDbClient client) {
        URI endpoint = client.serviceClientConfiguration().endpointOverride().orElse(null);
        if (endpoint == null || !LoopbackEndpoints.isLoopback(endpoint)) {
            throw new MisconfigurationException(
                    "armature.encryption.local.key-file would protect data in "
                            + (endpoint == null ? "AWS" : "the DynamoDB at " + endpoint)
                            + " by a file of this machine.",
                    "Set armature.encryption.key-id to a KMS key instead. For an emulator that is not on this machine, set"
                            + " armature.encryption.local.unsafe-beyond-loopback=true.");
        }
    }

    private void requireKeys(Set<String> tables) {
        if (provider == null) {
            throw new MisconfigurationException(
                    "The tables " + tables + " have encrypted attributes, and there is nothing to encrypt with.",
                    "Set armature.encryption.key-id to a KMS key, such as alias/customers, with software.amazon.awssdk:kms"
                            + " on the class path; or for development armature.encryption.local.key-file to a file.");
        }
    }

    private static void requireGuard(DynamoDbClient client, Set<String> tables) {
        if (!ClientLayers.hasLayer(client, CallSlot.PLAINTEXT_GUARD)) {
            throw new MisconfigurationException(
                    "The tables " + tables
                            + " have encrypted attributes, and a DynamoDbClient bean is not guarded against"
                            + " writing plaintext to them.",
                    "Remove armature.client.layered=false, and any ClientLayers bean of your own, so that every client is"
                            + " put behind Armature's layers.");
        }
    }

    /** The guard does not help here: an entity class that no repository is for is known to encryption alone. */
    private static void requireExtension(String bean, DynamoDbEnhancedClient client) {
        DynamoDbTable<?> probe = client.table("armature-probe", PROBE);
        // A stand-in of a test returns nothing.
        if (probe != null && !EncryptionExtension.isPartOf(probe.mapperExtension())) {
            throw new MisconfigurationException(
                    "The enhanced client '" + bean
                            + "' encrypts nothing: it was built without Armature's item extensions,"
                            + " and would write the @Encrypted attributes of its entities as plaintext.",
                    "Build it with the bean of type io.armature.mapping.ItemExtensions:"
                            + " DynamoDbEnhancedClient.builder().dynamoDbClient(client)"
                            + ".extensions(itemExtensions.toList()).build(); or remove the bean and use Armature's.");
        }
    }

    private static void log(Exemption exemption, LocalDate today) {
        LocalDate until = exemption.until();
        if (exemption.policy() == PlaintextPolicy.FORBID || until == null) {
            return;
        }
        logger.warn(
                "Plaintext in encrypted attributes: {} for {} of table '{}' until {}{}.",
                ConstantText.of(exemption.policy()),
                exemption.attribute() == null ? "all" : "'" + exemption.attribute() + "'",
                exemption.table(),
                until,
                today.isAfter(until) ? ", WHICH IS OVER: set armature.tables.<logical name>.plaintext to forbid" : "");
    }
}
