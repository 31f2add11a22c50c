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
package io.armature.mapping;

import io.armature.client.MisconfigurationException;
import io.armature.encryption.EncryptedAttributes;
import java.util.Set;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;
import software.amazon.awssdk.enhanced.dynamodb.extensions.WriteModification;

/**
 * Stands where encryption would, in an application that has no keys: who uses the enhanced client without a repository
 * comes with a schema that nobody has seen at start-up, and what it wants to be encrypted must not leave as plaintext.
 */
final class NoEncryptionExtension implements DynamoDbEnhancedClientExtension {

    @Override
    public WriteModification beforeWrite(DynamoDbExtensionContext.BeforeWrite context) {
        Set<String> encrypted = EncryptedAttributes.of(context.tableMetadata());
        if (!encrypted.isEmpty()) {
            throw new MisconfigurationException(
                    "The schema that writes to table '"
                            + context.operationContext().tableName() + "' encrypts " + encrypted
                            + ", and there is nothing to encrypt with.",
                    "Set armature.encryption.key-id to a KMS key, such as alias/customers, with software.amazon.awssdk:kms"
                            + " on the class path; or for development armature.encryption.local.key-file to a file.");
        }
        return WriteModification.builder().build();
    }
}
