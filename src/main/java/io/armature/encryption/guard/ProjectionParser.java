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

import io.armature.encryption.guard.AttributeUse.Form;
import io.armature.encryption.guard.Token.Kind;
import java.util.List;

/** Reads projection expressions. */
final class ProjectionParser {

    private ProjectionParser() {}

    /** Returns the attributes that an expression names. */
    static List<AttributeUse> parse(Expression expression) {
        ExpressionCursor cursor = new ExpressionCursor(expression);
        do {
            cursor.path(Form.PROJECTED);
        } while (cursor.accept(","));
        cursor.take(Kind.END);
        return cursor.uses();
    }
}
