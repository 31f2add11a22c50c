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
package io.armature.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class KeyValuesTests {

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "0, 0",
        "-0, 0",
        "007, 7",
        "+7, 7",
        "-12, -12",
        "1.0, 1",
        "1E2, 100",
        "0.50, 0.5",
        "100, 100",
        "-0.0, 0",
        "00, 0"
    })
    void canonicalShouldSpellNumbersAsDynamoDbDoes(String number, String expected) {
        assertThat(KeyValues.canonical(AttributeValue.fromN(number)).n()).isEqualTo(expected);
    }
}
