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

import io.armature.encryption.ReservedNames;
import io.armature.encryption.guard.AttributeUse.Form;
import io.armature.encryption.guard.PlaintextRefusedException.Reason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What expressions may do with encrypted attributes and with the key record. */
final class ExpressionRules {

    private ExpressionRules() {}

    /** Refuses a condition or filter that asks more of them than whether they are there. */
    static void checkCondition(Target target, String parameter, @Nullable String text, Map<String, String> names) {
        checkCondition(target, parameter, text, names, true);
    }

    /** Refuses a condition on keys that names one of them at all. */
    static void checkKeyCondition(Target target, String parameter, @Nullable String text, Map<String, String> names) {
        checkCondition(target, parameter, text, names, false);
    }

    private static void checkCondition(
            Target target, String parameter, @Nullable String text, Map<String, String> names, boolean existence) {
        if (text == null) {
            return;
        }
        for (AttributeUse use : ConditionParser.parse(new Expression(target, parameter, text, names))) {
            boolean allowed = existence && use.form() == Form.EXISTENCE;
            if (!allowed && target.guards(use.attribute())) {
                throw refusal(target, use, Reason.COMPARED);
            }
        }
    }

    /**
     * Refuses an update that does more with them than setting encrypted values and removing.
     *
     * @return whether it names an encrypted attribute
     */
    static boolean checkUpdate(
            Target target, @Nullable String text, Map<String, String> names, Map<String, AttributeValue> values) {
        if (text == null) {
            return false;
        }
        boolean named = false;
        for (AttributeUse use : UpdateParser.parse(new Expression(target, "UpdateExpression", text, names))) {
            if (Target.isKeyRecord(use.attribute())) {
                throw target.refusal(Reason.KEY_RECORD_UPDATED, ReservedNames.KEY_RECORD);
            }
            if (target.encrypts(use.attribute())) {
                checkUpdate(target, use, values);
                named = true;
            }
        }
        return named;
    }

    private static void checkUpdate(Target target, AttributeUse use, Map<String, AttributeValue> values) {
        if (use.form() == Form.ASSIGNED) {
            ItemRules.checkUpdate(target, use.attribute(), values.get(use.value()));
        } else if (use.form() != Form.REMOVED) {
            throw refusal(target, use, Reason.COMPUTED);
        }
    }

    /** Returns the attributes that a projection names, none of which leads into one of them. */
    static List<AttributeUse> checkProjection(Target target, String text, Map<String, String> names) {
        List<AttributeUse> uses = ProjectionParser.parse(new Expression(target, "ProjectionExpression", text, names));
        for (AttributeUse use : uses) {
            if (use.form() == Form.NESTED && target.guards(use.attribute())) {
                throw target.refusal(Reason.NESTED_PATH, use.attribute());
            }
        }
        return uses;
    }

    private static PlaintextRefusedException refusal(Target target, AttributeUse use, Reason reason) {
        return target.refusal(use.form() == Form.NESTED ? Reason.NESTED_PATH : reason, use.attribute());
    }
}
