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

import io.armature.encryption.EnvelopeForm;
import io.armature.encryption.PlaintextPolicy;
import io.armature.encryption.ReservedNames;
import io.armature.encryption.guard.PlaintextRefusedException.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What values may be written to encrypted attributes. */
final class ItemRules {

    private ItemRules() {}

    /** Refuses an item whose encrypted attributes are not, or that lacks the key record that they need. */
    static void checkPut(Target target, Map<String, AttributeValue> item) {
        AttributeValue keyRecord = item.get(ReservedNames.KEY_RECORD);
        if (keyRecord != null && !EnvelopeForm.isKeyRecord(keyRecord)) {
            throw target.refusal(Reason.KEY_RECORD_DAMAGED, ReservedNames.KEY_RECORD);
        }
        for (String attribute : target.table().attributes()) {
            AttributeValue value = item.get(attribute);
            if (value != null && checkForm(target, attribute, value) == EnvelopeForm.ITEM_KEY && keyRecord == null) {
                throw target.refusal(Reason.KEY_RECORD_MISSING, attribute);
            }
        }
    }

    /** Refuses a value of an update that is no encrypted value with a key record of its own. */
    static void checkUpdate(Target target, String attribute, @Nullable AttributeValue value) {
        if (value == null) {
            throw target.refusal(Reason.NOT_UNDERSTOOD, attribute);
        }
        if (checkForm(target, attribute, value) == EnvelopeForm.ITEM_KEY) {
            throw target.refusal(Reason.ITEM_KEY_IN_UPDATE, attribute);
        }
    }

    private static EnvelopeForm checkForm(Target target, String attribute, AttributeValue value) {
        EnvelopeForm form = EnvelopeForm.of(value);
        if (form == EnvelopeForm.MALFORMED) {
            throw target.refusal(Reason.DAMAGED_VALUE, attribute);
        }
        if (form == EnvelopeForm.PLAINTEXT && target.table().policy(attribute) != PlaintextPolicy.WRITE_PLAINTEXT) {
            throw target.refusal(Reason.PLAINTEXT, attribute);
        }
        return form;
    }
}
