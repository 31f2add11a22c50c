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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Place in an expression while it is read, and what has been found so far. For one thread. */
final class ExpressionCursor {

    /** Far beyond what DynamoDB takes, and far from the end of a thread's stack. */
    private static final int MAXIMUM_DEPTH = 300;

    private final Expression expression;

    private final List<Token> tokens;

    private final List<AttributeUse> uses = new ArrayList<>();

    private int next;

    private int depth;

    ExpressionCursor(Expression expression) {
        this.expression = expression;
        this.tokens = Tokens.of(expression);
    }

    List<AttributeUse> uses() {
        return uses;
    }

    boolean isNext(Kind kind) {
        return tokens.get(next).kind() == kind;
    }

    boolean isNext(String symbol) {
        return tokens.get(next).is(symbol);
    }

    /** A word that a parenthesis follows is the name of a function; attributes are never followed by one. */
    boolean isFunction() {
        return isNext(Kind.WORD) && tokens.get(next + 1).is("(");
    }

    String take(Kind kind) {
        if (!isNext(kind)) {
            throw notUnderstood();
        }
        return tokens.get(next++).text();
    }

    boolean accept(String symbol) {
        boolean found = isNext(symbol);
        next += found ? 1 : 0;
        return found;
    }

    boolean acceptOneOf(Set<String> symbols) {
        boolean found = isNext(Kind.SYMBOL) && symbols.contains(tokens.get(next).text());
        next += found ? 1 : 0;
        return found;
    }

    boolean acceptKeyword(String keyword) {
        boolean found = tokens.get(next).isKeyword(keyword);
        next += found ? 1 : 0;
        return found;
    }

    void expect(String symbol) {
        if (!accept(symbol)) {
            throw notUnderstood();
        }
    }

    void open() {
        expect("(");
        if (++depth > MAXIMUM_DEPTH) {
            throw notUnderstood();
        }
    }

    void close() {
        expect(")");
        depth--;
    }

    /** Reads a path and takes note of its use. */
    void path(Form form) {
        note(path(), form, null);
    }

    /** Reads a path without taking note of it. */
    Path path() {
        String attribute = name();
        boolean nested = false;
        while (true) {
            if (accept(".")) {
                name();
            } else if (accept("[")) {
                take(Kind.NUMBER);
                expect("]");
            } else {
                return new Path(attribute, nested);
            }
            nested = true;
        }
    }

    void note(Path path, Form form, @Nullable String value) {
        uses.add(new AttributeUse(path.attribute, path.nested ? Form.NESTED : form, path.nested ? null : value));
    }

    private String name() {
        if (!isNext(Kind.NAME_PLACEHOLDER)) {
            return take(Kind.WORD);
        }
        String name = expression.names().get(tokens.get(next).text());
        if (name == null) {
            throw notUnderstood();
        }
        next++;
        return name;
    }

    PlaintextRefusedException notUnderstood() {
        return expression.notUnderstood(tokens.get(next).position());
    }

    /**
     * Way to a value.
     *
     * @param attribute the attribute at the top of the item
     * @param nested whether the way goes on into it
     */
    record Path(String attribute, boolean nested) {}
}
