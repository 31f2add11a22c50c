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
package io.armature.encryption.keys;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ARN of a KMS key, taken apart around its region.
 *
 * @param beforeRegion what stands before the region, with the partition
 * @param region the region
 * @param afterRegion what stands after the region, with the account and the key's id
 */
record KeyArn(String beforeRegion, String region, String afterRegion) {

    private static final Pattern FORM =
            Pattern.compile("(arn:[a-z0-9-]+:kms:)([a-z0-9-]+)(:\\d{12}:key/[A-Za-z0-9-]+)");

    private static final String MULTI_REGION = ":key/mrk-";

    /** Returns the ARN, or {@code null} if the text is none of a KMS key; an alias's is not. */
    static @Nullable KeyArn parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? new KeyArn(matcher.group(1), matcher.group(2), matcher.group(3)) : null;
    }

    boolean isMultiRegion() {
        return afterRegion.contains(MULTI_REGION);
    }

    KeyArn in(String otherRegion) {
        return new KeyArn(beforeRegion, otherRegion, afterRegion);
    }

    /**
     * Tells whether a text that somebody else chose names this key, or a replica of it in another region. Every read
     * asks, so nothing is taken apart.
     */
    boolean matches(String text) {
        return isMultiRegion() ? matchesInAnyRegion(text) : text.equals(toString());
    }

    private boolean matchesInAnyRegion(String text) {
        int end = text.length() - afterRegion.length();
        if (end <= beforeRegion.length() || !text.startsWith(beforeRegion) || !text.endsWith(afterRegion)) {
            return false;
        }
        for (int i = beforeRegion.length(); i < end; i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return beforeRegion + region + afterRegion;
    }
}
