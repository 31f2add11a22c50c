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

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as text, taken apart without its leading and trailing zeros: equal numbers are equal decimals, however they
 * were written.
 *
 * @param negative whether it is below zero
 * @param digits the significant digits, without zeros at either end; empty for zero
 * @param exponent the power of ten of the last digit, 0 for zero
 */
record Decimal(boolean negative, String digits, int exponent) {

    private static final int MAXIMUM_DIGITS = 38;

    private static final int MAXIMUM_MAGNITUDE = 125;

    private static final int MINIMUM_MAGNITUDE = -130;

    /** Possessive throughout: backtracking over a long row of digits would take quadratic time. */
    private static final Pattern FORM = Pattern.compile(
            "(?<sign>[+-]?+)(?=\\.?[0-9])(?<whole>[0-9]*+)\\.?+(?<part>[0-9]*+)([eE](?<exponent>[+-]?+[0-9]{1,3}+))?+");

    private static final Decimal ZERO = new Decimal(false, "", 0);

    /** Takes a number apart, or returns {@code null} if the text is none. */
    static @Nullable Decimal parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String part = matcher.group("part");
        String digits = matcher.group("whole") + part;
        int first = 0;
        int end = digits.length();
        while (first < end && digits.charAt(first) == '0') {
            first++;
        }
        if (first == end) {
            return ZERO;
        }
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        String power = matcher.group("exponent");
        int exponent = (power == null ? 0 : Integer.parseInt(power)) - part.length() + digits.length() - end;
        return new Decimal(matcher.group("sign").equals("-"), digits.substring(first, end), exponent);
    }

    /** Returns whether DynamoDB would round it. */
    boolean isTooPrecise() {
        return digits.length() > MAXIMUM_DIGITS;
    }

    /** Returns whether DynamoDB would refuse it as too large or too small. */
    boolean isOutOfRange() {
        int magnitude = exponent + digits.length() - 1;
        return !digits.isEmpty() && (magnitude > MAXIMUM_MAGNITUDE || magnitude < MINIMUM_MAGNITUDE);
    }

    /** Returns the one spelling that all equal numbers share. */
    String canonical() {
        return digits.isEmpty() ? "0" : (negative ? "-" : "") + digits + "E" + exponent;
    }

    /** Hides the number: it may be the value of an encrypted attribute. */
    @Override
    public String toString() {
        return "Decimal";
    }
}
