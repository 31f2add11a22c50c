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
package io.armature.repository;

import io.armature.mapping.Entity;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.PartTree;
import org.springframework.util.ClassUtils;

/**
 * Parameters and result of a query method, compared at start-up with what its name says. Where the two differ, half of what
 * the method asks for would be ignored, and a deletion would take more than was meant.
 */
final class QuerySignature {

    private static final Pattern LIMITED = Pattern.compile("^\\p{Ll}+(First|Top)\\d*(\\p{Lu}.*?)??By");
    private static final Set<Class<?>> COUNTS = Set.of(void.class, Void.class, Integer.class, Long.class);

    private final Entity<?> entity;
    private final DynamoDbQueryMethod method;
    private final PartTree tree;

    QuerySignature(Entity<?> entity, DynamoDbQueryMethod method, PartTree tree) {
        this.entity = entity;
        this.method = method;
        this.tree = tree;
    }

    void check() {
        checkArguments();
        checkLimit();
        if (tree.isDelete()) {
            checkDeleted();
        }
        if (method.isScrollQuery() && !method.getParameters().hasLimitParameter() && !tree.isLimiting()) {
            throw method.refusal(
                    "returns a Window of no size.", "Add a parameter of type Limit, or First10 to the name.");
        }
    }

    private void checkArguments() {
        int wanted =
                tree.getParts().stream().mapToInt(Part::getNumberOfArguments).sum();
        int given = method.getParameters().getBindableParameters().getNumberOfParameters();
        if (given != wanted) {
            throw method.refusal(
                    "takes " + given + " arguments, but its name compares with " + wanted + ".",
                    "Declare one parameter for each comparison, and two for Between.");
        }
    }

    private void checkLimit() {
        boolean limited = method.getParameters().hasLimitParameter()
                || LIMITED.matcher(method.getName()).find();
        if (limited && (tree.isCountProjection() || tree.isExistsProjection() || tree.isDelete())) {
            throw method.refusal(
                    "has a limit, which only methods that find have.",
                    "Remove the limit, or find the items with it first and then delete or count what was found.");
        }
    }

    private void checkDeleted() {
        Class<?> returned = ClassUtils.resolvePrimitiveIfNecessary(method.getReturnedObjectType());
        boolean fits =
                method.isCollectionQuery() ? returned.isAssignableFrom(entity.type()) : COUNTS.contains(returned);
        if (!fits) {
            throw method.refusal(
                    "returns " + returned.getSimpleName() + " from a deletion.",
                    "Return void, the number of deleted items as int or long, or a List<"
                            + entity.type().getSimpleName() + "> of them.");
        }
    }
}
