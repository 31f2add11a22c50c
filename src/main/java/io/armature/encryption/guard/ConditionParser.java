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
import java.util.Set;

/**
 * Reads condition, filter and key condition expressions. It takes somewhat more than DynamoDB does, such as a condition in
 * the place of an operand: that does no harm, since each attribute in it is found all the same.
 */
final class ConditionParser {

    private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");

    private static final Set<String> EXISTENCE = Set.of("attribute_exists", "attribute_not_exists");

    private static final Set<String> FUNCTIONS = Set.of("attribute_type", "begins_with", "contains", "size");

    private final ExpressionCursor cursor;

    private ConditionParser(ExpressionCursor cursor) {
        this.cursor = cursor;
    }

    /** Returns what an expression does with which attributes. */
    static List<AttributeUse> parse(Expression expression) {
        ExpressionCursor cursor = new ExpressionCursor(expression);
        new ConditionParser(cursor).condition();
        cursor.take(Kind.END);
        return cursor.uses();
    }

    private void condition() {
        do {
            negatable();
        } while (cursor.acceptKeyword("AND") || cursor.acceptKeyword("OR"));
    }

    private void negatable() {
        while (cursor.acceptKeyword("NOT")) {
            // Negation changes nothing in what the condition looks at.
        }
        operand();
        if (cursor.acceptOneOf(COMPARATORS)) {
            operand();
        } else if (cursor.acceptKeyword("BETWEEN")) {
            operand();
            if (!cursor.acceptKeyword("AND")) {
                throw cursor.notUnderstood();
            }
            operand();
        } else if (cursor.acceptKeyword("IN")) {
            operands();
        }
    }

    private void operands() {
        cursor.open();
        do {
            operand();
        } while (cursor.accept(","));
        cursor.close();
    }

    private void operand() {
        if (cursor.isNext("(")) {
            cursor.open();
            condition();
            cursor.close();
        } else if (cursor.isFunction()) {
            function();
        } else if (cursor.isNext(Kind.VALUE_PLACEHOLDER)) {
            cursor.take(Kind.VALUE_PLACEHOLDER);
        } else {
            cursor.path(Form.OTHER);
        }
    }

    private void function() {
        String name = cursor.take(Kind.WORD);
        if (EXISTENCE.contains(name)) {
            cursor.open();
            cursor.path(Form.EXISTENCE);
            cursor.close();
        } else if (FUNCTIONS.contains(name)) {
            operands();
        } else {
            throw cursor.notUnderstood();
        }
    }
}
