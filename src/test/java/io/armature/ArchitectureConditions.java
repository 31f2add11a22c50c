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
package io.armature;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.armature.client.CallLayer;
import io.armature.client.ClientLayers;
import io.armature.mapping.ItemExtensions;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Conditions of the architecture that ArchUnit has no words for. */
final class ArchitectureConditions {

    static final ArchCondition<JavaClass> HAVE_NO_PUBLIC_MEMBERS =
            condition("have no public members", (type, violation) -> {
                for (JavaMember member : type.getMembers()) {
                    if (member.getModifiers().contains(JavaModifier.PUBLIC)) {
                        violation.accept(member.getDescription() + " is public");
                    }
                }
            });

    static final ArchCondition<JavaClass> CONSTRUCT_NO_LAYERS =
            condition("construct no call layers and no stack of them", (type, violation) -> {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    if (constructsLayer(access)) {
                        violation.accept(access.getDescription());
                    }
                }
            });

    static final ArchCondition<JavaClass> TAKE_THE_CHAIN_OF_ITEM_EXTENSIONS =
            condition("give enhanced clients the chain of ItemExtensions", (type, violation) -> {
                boolean chained = type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(ItemExtensions.class)
                                && call.getName().equals("toList"));
                type.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().isEquivalentTo(DynamoDbEnhancedClient.class))
                        .filter(call -> call.getName().equals("create")
                                || call.getName().equals("builder"))
                        .filter(call -> !chained)
                        .forEach(call -> violation.accept(call.getDescription()));
            });

    static final ArchCondition<JavaClass> RESIDE_IN_A_NULL_MARKED_PACKAGE =
            condition("reside in a package whose package-info says @NullMarked", (type, violation) -> {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    violation.accept(type.getDescription() + " is in a package that is not marked");
                }
            });

    private ArchitectureConditions() {}

    private static boolean constructsLayer(JavaAccess<?> access) {
        if (!access.getTarget().getName().equals(JavaConstructor.CONSTRUCTOR_NAME)) {
            return false;
        }
        JavaClass built = access.getTargetOwner();
        JavaCodeUnit builder = access.getOrigin();
        boolean superConstructor = builder.isConstructor() && builder.getOwner().isAssignableTo(built.getName());
        return !superConstructor && (built.isAssignableTo(CallLayer.class) || built.isEquivalentTo(ClientLayers.class));
    }

    private static ArchCondition<JavaClass> condition(String text, BiConsumer<JavaClass, Consumer<String>> check) {
        return new ArchCondition<>(text) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, message -> events.add(SimpleConditionEvent.violated(type, message)));
            }
        };
    }
}
