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
import io.armature.encryption.guard.ExpressionCursor.Path;
import io.armature.encryption.guard.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads update expressions. What DynamoDB would refuse besides, such as a clause that comes twice, is left to it. */
final class UpdateParser {

    private final ExpressionCursor cursor;

    private UpdateParser(ExpressionCursor cursor) {
        this.cursor = cursor;
    }

    /** Returns what an expression does with which attributes. */
    static List<AttributeUse> parse(Expression expression) {
        ExpressionCursor cursor = new ExpressionCursor(expression);
        UpdateParser parser = new UpdateParser(cursor);
        do {
            parser.clause();
        } while (!cursor.isNext(Kind.END));
        return cursor.uses();
    }

    private void clause() {
        Runnable action;
        if (cursor.acceptKeyword("SET")) {
            action = this::assignment;
        } else if (cursor.acceptKeyword("REMOVE")) {
            action = () -> cursor.path(Form.REMOVED);
        } else if (cursor.acceptKeyword("ADD") || cursor.acceptKeyword("DELETE")) {
            action = this::addition;
        } else {
            throw cursor.notUnderstood();
        }
        do {
            action.run();
        } while (cursor.accept(","));
    }

    private void addition() {
        cursor.path(Form.OTHER);
        value(null);
    }

    private void assignment() {
        Path assigned = cursor.path();
        cursor.expect("=");
        String placeholder = value(assigned);
        cursor.note(assigned, placeholder == null ? Form.OTHER : Form.ASSIGNED, placeholder);
    }

    /** Returns the placeholder if a value is nothing but that, or the default of what is assigned. */
    private @Nullable String value(@Nullable Path assigned) {
        String placeholder = operand(assigned);
        while (cursor.accept("+") || cursor.accept("-")) {
            operand(assigned);
            placeholder = null;
        }
        return placeholder;
    }

    private @Nullable String operand(@Nullable Path assigned) {
        if (cursor.isNext(Kind.VALUE_PLACEHOLDER)) {
            return cursor.take(Kind.VALUE_PLACEHOLDER);
        }
        if (cursor.isFunction()) {
            return function(assigned);
        }
        if (cursor.isNext("(")) {
            cursor.open();
            value(assigned);
            cursor.close();
        } else {
            cursor.path(Form.OTHER);
        }
        return null;
    }

    private @Nullable String function(@Nullable Path assigned) {
        return switch (cursor.take(Kind.WORD)) {
            case "if_not_exists" -> ifNotExists(assigned);
            case "list_append" -> listAppend();
            default -> throw cursor.notUnderstood();
        };
    }

    private @Nullable String ifNotExists(@Nullable Path assigned) {
        cursor.open();
        Path path = cursor.path();
        boolean ofItself = path.equals(assigned);
        if (!ofItself) {
            cursor.note(path, Form.OTHER, null);
        }
        cursor.expect(",");
        String placeholder = value(null);
        cursor.close();
        return ofItself ? placeholder : null;
    }

    private @Nullable String listAppend() {
        cursor.open();
        value(null);
        cursor.expect(",");
        value(null);
        cursor.close();
        return null;
    }
}
