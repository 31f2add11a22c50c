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

import io.armature.mapping.AttributePath;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.repository.query.parser.Part;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ConditionTests {

    private static Condition condition(Part.Type type, String... names) {
        return new Condition(
                new AttributePath(
                        List.of(names),
                        String.class,
                        AttributeConverterProvider.defaultProvider().converterFor(EnhancedType.of(String.class))),
                type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIMPLE_PROPERTY|#n0 = :v0",
                "NEGATING_SIMPLE_PROPERTY|#n0 <> :v0",
                "LESS_THAN|#n0 < :v0",
                "BEFORE|#n0 < :v0",
                "LESS_THAN_EQUAL|#n0 <= :v0",
                "GREATER_THAN|#n0 > :v0",
                "AFTER|#n0 > :v0",
                "GREATER_THAN_EQUAL|#n0 >= :v0",
                "BETWEEN|#n0 BETWEEN :v0 AND :v1",
                "STARTING_WITH|begins_with(#n0, :v0)",
                "CONTAINING|contains(#n0, :v0)",
                "NOT_CONTAINING|NOT contains(#n0, :v0)",
                "TRUE|#n0 = :v0",
                "FALSE|#n0 = :v0",
                "IS_NULL|(attribute_not_exists(#n0) OR attribute_type(#n0, :v0))",
                "IS_NOT_NULL|(attribute_exists(#n0) AND NOT attribute_type(#n0, :v0))",
            })
    void writeWhenComparedShouldBeDynamoDbsForm(Part.Type type, String expected) {
        assertThat(condition(type, "size")
                        .write(new Expressions(), List.<Object>of("a", "b").iterator()))
                .isEqualTo(expected);
    }

    @Test
    void writeWhenListIsGivenShouldNameEachValue() {
        Expressions expressions = new Expressions();
        assertThat(condition(Part.Type.NOT_IN, "size")
                        .write(
                                expressions,
                                List.<Object>of(Arrays.asList("a", "b")).iterator()))
                .isEqualTo("NOT #n0 IN (:v0, :v1)");
        assertThat(expressions.values())
                .containsExactly(
                        Map.entry(":v0", AttributeValue.fromS("a")), Map.entry(":v1", AttributeValue.fromS("b")));
    }

    @Test
    void writeWhenYesOrNoShouldCompareWithIt() {
        Expressions expressions = new Expressions();
        condition(Part.Type.TRUE, "size").write(expressions, List.of().iterator());
        condition(Part.Type.FALSE, "size").write(expressions, List.of().iterator());
        assertThat(expressions.values().values())
                .containsExactly(AttributeValue.fromBool(true), AttributeValue.fromBool(false));
        assertThat(expressions.names()).containsExactly(Map.entry("#n0", "size"));
    }

    @Test
    void onWhenInsideADocumentShouldBeFalse() {
        assertThat(condition(Part.Type.SIMPLE_PROPERTY, "label", "name").on("label"))
                .isFalse();
        assertThat(condition(Part.Type.SIMPLE_PROPERTY, "label").on("label")).isTrue();
        assertThat(condition(Part.Type.SIMPLE_PROPERTY, "label", "name")
                        .write(new Expressions(), List.<Object>of("a").iterator()))
                .isEqualTo("#n0.#n1 = :v0");
    }
}
