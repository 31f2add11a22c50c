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
package io.armature.client;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a PartiQL statement just far enough to see which table it names.
 *
 * <p>Text in literals, quoted names and comments is never taken for a keyword.
 */
public final class PartiQlStatement {

    private static final Set<String> VERBS = Set.of("SELECT", "INSERT", "UPDATE", "DELETE");

    private final String text;

    private int position;

    private String token = "";

    private Kind kind = Kind.SYMBOL;

    private PartiQlStatement(String text) {
        this.text = text;
    }

    /**
     * Returns the table that a statement names, as it is written there and without its quotes.
     *
     * @param statement the statement, which need not be valid
     * @return the table's name or ARN, or {@code null} if none can be seen
     */
    public static @Nullable String table(String statement) {
        return new PartiQlStatement(statement).table();
    }

    /**
     * Tells whether a statement begins as a query does, so that it cannot write.
     *
     * @param statement the statement, which need not be valid
     * @return {@code true} if its first word is {@code SELECT}
     */
    public static boolean isSelect(String statement) {
        PartiQlStatement parsed = new PartiQlStatement(statement);
        return parsed.next() && parsed.kind == Kind.WORD && parsed.token.equalsIgnoreCase("SELECT");
    }

    private @Nullable String table() {
        boolean verbSeen = false;
        while (next()) {
            if (kind != Kind.WORD) {
                continue;
            }
            String keyword = token.toUpperCase(Locale.ROOT);
            if (!verbSeen && VERBS.contains(keyword)) {
                verbSeen = true;
                if (keyword.equals("UPDATE")) {
                    return name();
                }
            } else if (verbSeen && (keyword.equals("FROM") || keyword.equals("INTO"))) {
                return name();
            }
        }
        return null;
    }

    private @Nullable String name() {
        return (next() && kind != Kind.SYMBOL && !token.isEmpty()) ? token : null;
    }

    private boolean next() {
        skipBlanksAndComments();
        if (position >= text.length()) {
            return false;
        }
        char first = text.charAt(position);
        if (first == '"' || first == '\'') {
            token = quoted(first);
            kind = (first == '"') ? Kind.NAME : Kind.SYMBOL;
        } else if (isPartOfWord()) {
            int start = position;
            while (position < text.length() && isPartOfWord()) {
                position++;
            }
            token = text.substring(start, position);
            kind = Kind.WORD;
        } else {
            token = text.substring(position, ++position);
            kind = Kind.SYMBOL;
        }
        return true;
    }

    private void skipBlanksAndComments() {
        while (position < text.length()) {
            if (Character.isWhitespace(text.charAt(position))) {
                position++;
            } else if (text.startsWith("--", position)) {
                skipPast("\n");
            } else if (text.startsWith("/*", position)) {
                skipPast("*/");
            } else {
                return;
            }
        }
    }

    private void skipPast(String end) {
        int found = text.indexOf(end, position);
        position = (found < 0) ? text.length() : found + end.length();
    }

    /** Reads up to the closing quote; a doubled quote stands for one. */
    private String quoted(char quote) {
        StringBuilder content = new StringBuilder();
        for (position++; position < text.length(); position++) {
            char current = text.charAt(position);
            if (current == quote) {
                position++;
                if (position >= text.length() || text.charAt(position) != quote) {
                    break;
                }
            }
            content.append(current);
        }
        return content.toString();
    }

    /** A hyphen belongs to a name like {@code my-table}, two of them begin a comment. */
    private boolean isPartOfWord() {
        char current = text.charAt(position);
        return Character.isLetterOrDigit(current)
                || current == '_'
                || (current == '-' && !text.startsWith("--", position));
    }

    private enum Kind {
        WORD,
        NAME,
        SYMBOL
    }
}
