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

import io.armature.encryption.guard.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Takes an expression apart. Whatever is no part of DynamoDB's grammar is refused, never skipped. */
final class Tokens {

    private static final String BLANKS = " \t\r\n";

    private static final String SINGLE_SYMBOLS = "(),.[]=+-";

    private final Expression expression;

    private final String text;

    private int position;

    private Tokens(Expression expression) {
        this.expression = expression;
        this.text = expression.text();
    }

    /** Returns the parts of an expression, an {@link Kind#END} as the last. */
    static List<Token> of(Expression expression) {
        Tokens tokens = new Tokens(expression);
        List<Token> found = new ArrayList<>();
        Token token;
        do {
            token = tokens.next();
            found.add(token);
        } while (token.kind() != Kind.END);
        return found;
    }

    private Token next() {
        while (position < text.length() && BLANKS.indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        int start = position;
        if (start == text.length()) {
            return new Token(Kind.END, "", start);
        }
        char first = text.charAt(position++);
        Kind kind = kind(first);
        if (kind != Kind.SYMBOL) {
            while (position < text.length() && isPartOfWord(text.charAt(position))) {
                position++;
            }
        } else if (first == '<' || first == '>') {
            skipSecondSymbol(first);
        } else if (SINGLE_SYMBOLS.indexOf(first) < 0) {
            throw expression.notUnderstood(start);
        }
        Token token = new Token(kind, text.substring(start, position), start);
        if (isIncomplete(token)) {
            throw expression.notUnderstood(start);
        }
        return token;
    }

    private void skipSecondSymbol(char first) {
        boolean two = position < text.length()
                && (text.charAt(position) == '=' || (first == '<' && text.charAt(position) == '>'));
        if (two) {
            position++;
        }
    }

    private static Kind kind(char first) {
        if (first == '#') {
            return Kind.NAME_PLACEHOLDER;
        }
        if (first == ':') {
            return Kind.VALUE_PLACEHOLDER;
        }
        if (first >= '0' && first <= '9') {
            return Kind.NUMBER;
        }
        return isPartOfWord(first) ? Kind.WORD : Kind.SYMBOL;
    }

    private static boolean isIncomplete(Token token) {
        return switch (token.kind()) {
            case NAME_PLACEHOLDER, VALUE_PLACEHOLDER -> token.text().length() == 1;
            case NUMBER -> !token.text().chars().allMatch(digit -> digit >= '0' && digit <= '9');
            default -> false;
        };
    }

    private static boolean isPartOfWord(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_';
    }
}
