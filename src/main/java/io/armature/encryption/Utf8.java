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
package io.armature.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** UTF-8 without replacement characters: what cannot be turned back into the same text is not turned at all. */
final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** Returns whether the text has no unpaired surrogate. */
    static boolean isWellFormed(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || ++i == length || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Returns the bytes of a text.
     *
     * @throws IllegalArgumentException if it has an unpaired surrogate; the message does not hold the text
     */
    static byte[] encode(String text) {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("A text has an unpaired surrogate and cannot be written as UTF-8");
        }
        return text.getBytes(UTF_8);
    }

    /** Returns the text of some bytes, or {@code null} if they are not well-formed UTF-8. */
    static @Nullable String decode(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        byte[] again = text.getBytes(UTF_8);
        return Arrays.equals(again, 0, again.length, bytes, offset, offset + length) ? text : null;
    }
}
