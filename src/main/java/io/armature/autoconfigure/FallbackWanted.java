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

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if any table is to be read from stored copies while DynamoDB is away. */
final class FallbackWanted extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Binder binder = Binder.get(context.getEnvironment());
        boolean all = binder.bind("armature.fallback.enabled", Boolean.class).orElse(false);
        boolean wanted = all
                || binder.bind("armature", TablesProperties.class)
                        .map(TablesProperties::wantFallback)
                        .orElse(false);
        ConditionMessage.Builder message = ConditionMessage.forCondition("Fallback");
        return wanted
                ? ConditionOutcome.match(message.because("it is enabled for " + (all ? "all tables" : "some tables")))
                : ConditionOutcome.noMatch(message.because("it is enabled for no table"));
    }
}
