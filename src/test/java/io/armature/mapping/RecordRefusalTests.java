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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.armature.client.MisconfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.Order;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbIgnore;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;

/** Records that cannot be mapped: each refusal names the record, what is wrong with it, and what to do. */
@SuppressWarnings("unused")
class RecordRefusalTests {

    static Stream<Arguments> refused() {
        return Stream.of(
                refusal(WithOptional.class, "name", "java.util.Optional<java.lang.String>", "@DynamoDbConvertedBy"),
                refusal(WithObject.class, "any", "java.lang.Object", "@DynamoDbConvertedBy"),
                refusal(WithArray.class, "names", "java.lang.String[]", "@DynamoDbConvertedBy"),
                refusal(WithVariable.class, "value", "type T", "@DynamoDbConvertedBy"),
                refusal(WithWildcard.class, "values", "? extends java.lang.Number", "@DynamoDbConvertedBy"),
                refusal(WithDocumentSet.class, "documents", "java.util.Set<", "in a List or as values of a Map"),
                refusal(WithRawList.class, "list", "java.util.List", "@DynamoDbConvertedBy"),
                refusal(
                        WithRecordInBean.class,
                        "BeanWithRecord",
                        "RecordRefusalTests$Inner",
                        "make the class a record too"),
                refusal(
                        WithFlattenedBean.class,
                        "BeanWithRecord",
                        "RecordRefusalTests$Inner",
                        "make the class a record too"),
                refusal(WithUnsupportedNested.class, "WithOptional", "name", "@DynamoDbConvertedBy"),
                refusal(WithClash.class, "[Attribute name: name]", "same name", "a name of its own"),
                refusal(WithFlattenClash.class, "[Attribute name: name]", "same name", "a name of its own"),
                refusal(WithFlattenedText.class, "text", "cannot be flattened", "Remove @DynamoDbFlatten"),
                refusal(WithTwoMaps.class, "second", "cannot be flattened", "one Map<String, String>"),
                refusal(WithFlattenedSelf.class, "self", "contains itself", "Remove @DynamoDbFlatten"),
                refusal(WithFlattenedKey.class, "inner", "@DynamoDbFlatten", "Keep one of them"),
                refusal(WithIgnoredName.class, "name", "@DynamoDbIgnore", "Keep one of them"),
                refusal(WithTextVersion.class, "Attribute 'version'", "version", "annotations of the component"),
                refusal(WithWrongOrder.class, "index keys", "'by-name'", "its order, from FIRST on"),
                refusal(WithBeanAnnotation.class, "@DynamoDbBean", "no bean", "Remove the annotation"));
    }

    private static Arguments refusal(Class<?> type, String first, String second, String action) {
        return Arguments.of(Named.of(type.getSimpleName(), type), first, second, action);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void ofWhenRecordCannotBeMappedShouldNameRecordProblemAndAction(
            Class<? extends Record> type, String first, String second, String action) {
        MisconfigurationException refusal =
                catchThrowableOfType(MisconfigurationException.class, () -> RecordTableSchema.of(type));

        assertThat(refusal).isNotNull();
        assertThat(refusal).hasMessageContaining("RecordRefusalTests$").hasMessageContainingAll(first, second);
        assertThat(refusal.action()).contains(action);
    }

    record Inner(String name) {}

    record WithOptional(Optional<String> name) {}

    record WithObject(Object any) {}

    record WithArray(String[] names) {}

    record WithVariable<T>(T value) {}

    record WithWildcard(List<? extends Number> values) {}

    record WithDocumentSet(Set<Inner> documents) {}

    @SuppressWarnings("rawtypes")
    record WithRawList(List list) {}

    /** A bean that tries to hold a record. */
    @DynamoDbBean
    public static class BeanWithRecord {

        private Inner inner;

        public Inner getInner() {
            return inner;
        }

        public void setInner(Inner value) {
            inner = value;
        }
    }

    record WithRecordInBean(BeanWithRecord bean) {}

    record WithFlattenedBean(@DynamoDbFlatten BeanWithRecord bean) {}

    record WithUnsupportedNested(List<WithOptional> nested) {}

    record WithClash(String name, @DynamoDbAttribute("name") String other) {}

    record WithFlattenClash(String name, @DynamoDbFlatten Inner inner) {}

    record WithFlattenedText(@DynamoDbFlatten String text) {}

    record WithTwoMaps(
            @DynamoDbFlatten Map<String, String> first,
            @DynamoDbFlatten Map<String, String> second) {}

    record WithFlattenedSelf(String id, @DynamoDbFlatten WithFlattenedSelf self) {}

    record WithFlattenedKey(
            @DynamoDbFlatten @DynamoDbPartitionKey Inner inner) {}

    record WithIgnoredName(
            @DynamoDbIgnore @DynamoDbAttribute("n") String name) {}

    record WithTextVersion(@DynamoDbVersionAttribute String version) {}

    record WithWrongOrder(
            @DynamoDbPartitionKey String id,

            @DynamoDbSecondaryPartitionKey(indexNames = "by-name", order = Order.SECOND)
            String name) {}

    @DynamoDbBean
    record WithBeanAnnotation(String id) {}
}
