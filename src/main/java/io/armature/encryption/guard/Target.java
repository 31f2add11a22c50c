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
package io.armature.encryption.guard;

import io.armature.encryption.EncryptedTable;
import io.armature.encryption.ReservedNames;
import io.armature.encryption.guard.PlaintextRefusedException.Reason;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Operation on a table with encrypted attributes: what the rules look at, and who is named when they refuse. */
record Target(String operation, EncryptedTable table) {

    boolean encrypts(String attribute) {
        return table.encrypts(attribute);
    }

    /** Returns whether only the item extension may write or look at an attribute. */
    boolean guards(String attribute) {
        return table.encrypts(attribute) || isKeyRecord(attribute);
    }

    static boolean isKeyRecord(String attribute) {
        return attribute.equals(ReservedNames.KEY_RECORD);
    }

    /** Refuses keys that name an encrypted attribute. */
    void checkKey(Map<String, AttributeValue> key) {
        refuseGuarded(key.keySet(), Reason.USED_AS_KEY);
    }

    /** Refuses the projection of old that names an encrypted attribute; the key record alone does no harm. */
    void checkAttributesToGet(Collection<String> attributes) {
        for (String attribute : attributes) {
            if (encrypts(attribute)) {
                throw refusal(Reason.LEGACY_PARAMETER, attribute);
            }
        }
    }

    void refuseGuarded(Collection<String> attributes, Reason reason) {
        for (String attribute : attributes) {
            if (guards(attribute)) {
                throw refusal(reason, attribute);
            }
        }
    }

    PlaintextRefusedException refusal(Reason reason, @Nullable String attribute) {
        return new PlaintextRefusedException(operation, table.logicalName(), attribute, null, reason);
    }

    PlaintextRefusedException notUnderstood(String detail) {
        return new PlaintextRefusedException(operation, table.logicalName(), null, detail, Reason.NOT_UNDERSTOOD);
    }

    ForeignItemException foreign(@Nullable String attribute) {
        return new ForeignItemException(operation, table.logicalName(), attribute);
    }
}
