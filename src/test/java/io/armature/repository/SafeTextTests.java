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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "One or more parameter values were invalid: Input collection [SECRET, SECRET] contains duplicates",
                "The BETWEEN operator requires upper bound; lower bound operand: AttributeValue: {S:SECRET}, upper {S:x}",
                "1 validation error detected: Value '[Put(Item={a=it's SECRET, b=]})]' at 'transactItems' failed",
                "1 validation error detected: Value '{id={S=SECRET}}' at 'key' failed to satisfy constraint",
                "Statement wasn't well formed, can't be processed: Unexpected token 'SECRET' at",
                "Invalid FilterExpression: Syntax error; token: \"SECRET\", near: \"= SECRET AND\"",
                "keys: {S:SECRET}",
                "path one: [\"SECRET\"]"
            })
    void ofWhenTextQuotesValuesShouldLeaveThemOut(String text) {
        assertThat(SafeText.of(text)).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Value provided in ExpressionAttributeValues unused in expressions: keys: {:h, :g}",
                "Two document paths overlap with each other; path one: [a], path two: [a, b]",
                "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
                "Table/index names may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'"
            })
    void ofWhenTextQuotesNamesShouldKeepThem(String text) {
        assertThat(SafeText.of(text)).isEqualTo(text);
    }

    @Test
    void ofWhenConstraintIsRefusedShouldKeepTheMember() {
        assertThat(SafeText.of("Value '[x]' at 'transactItems' failed")).isEqualTo("Value at 'transactItems' failed");
    }

    @Test
    void ofWhenTextIsVeryLongShouldCutIt() {
        assertThat(SafeText.of("x".repeat(10_000))).hasSize(503);
    }
}
