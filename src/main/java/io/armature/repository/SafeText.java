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

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DynamoDB's texts without the values of items that some of them quote.
 *
 * <p>What stands in quotes, brackets or braces is left out, unless it is a list of placeholders or stands where DynamoDB puts
 * the names of attributes.
 */
final class SafeText {

    /** A refused constraint quotes the whole parameter, which may hold any character. */
    private static final Pattern PARAMETER = Pattern.compile("Value '.*' at '", Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile(
            "(?<names>(?:path (?:one|two): |keys: )\\[[\\w#.\\-, ]*\\])"
                    + "|(?<placeholders>\\{[:#]\\w+(?:, [:#]\\w+)*\\})"
                    + "|(?<member>at '[\\w.]+')"
                    + "|(?<characters>(?:'.', )+and '.')"
                    + "|\\[.*\\]|\\{.*\\}|\"[^\"]*\"|'[^']*'",
            Pattern.DOTALL);

    private static final String LEFT_OUT = "(...)";

    private static final int LONGEST = 500;

    private SafeText() {}

    static String of(String text) {
        String shown =
                QUOTED.matcher(PARAMETER.matcher(text).replaceAll("Value at '")).replaceAll(SafeText::shown);
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "..." : shown;
    }

    private static String shown(MatchResult match) {
        boolean safe = false;
        for (int group = 1; group <= match.groupCount(); group++) {
            safe |= match.group(group) != null;
        }
        return Matcher.quoteReplacement(safe ? match.group() : LEFT_OUT);
    }
}
