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
package io.armature.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.client.TableCatalogue;
import io.armature.mapping.Entities;
import io.armature.mapping.EntitySchemas;
import io.armature.mapping.ItemExtensions;
import io.armature.mapping.Table;
import io.armature.mapping.TableNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.extensions.WriteModification;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbAtomicCounter;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How what a stream gives becomes an operation. */
class WriteInputsTests {

    private final Entities entities =
            new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), new TableCatalogue());

    @Test
    void ofWhenEntityIsARecordOrABeanShouldPutIt() {
        Bean bean = new Bean();
        bean.setId("b");
        assertThat(put(inputs(), new Note("a", null))).isEqualTo(Map.of("id", AttributeValue.fromS("a")));
        assertThat(put(inputs(), bean)).isEqualTo(Map.of("id", AttributeValue.fromS("b")));
    }

    @Test
    void ofWhenEntityIsOfASubclassShouldWriteItToTheTableOfTheMappedClass() {
        Bean anonymous = new Bean() {};
        anonymous.setId("c");
        Input input = inputs().of(3, anonymous);
        assertThat(input.table()).isEqualTo("beans");
        assertThat(input.origin()).isSameAs(anonymous);
        assertThat(input.position()).isEqualTo(3);
        assertThat(put(inputs(), anonymous)).isEqualTo(Map.of("id", AttributeValue.fromS("c")));
    }

    @Test
    void ofWhenClassIsNotMappedShouldSayWhichOne() {
        assertThat(inputs().of(0, "text")).isInstanceOfSatisfying(RejectedInput.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(FailureReason.INVALID);
            assertThat(rejected.cause()).hasMessageContaining("String");
        });
    }

    @Test
    @SuppressWarnings("NullAway")
    void ofWhenNullShouldSaySo() {
        assertThat(inputs().of(0, null))
                .isInstanceOfSatisfying(
                        RejectedInput.class,
                        rejected -> assertThat(rejected.cause()).hasMessageContaining("null"));
    }

    @Test
    void ofWhenEntityHasCountersShouldRefuse() {
        Counted counted = new Counted();
        counted.setId("x");
        assertThat(inputs().of(0, counted))
                .isInstanceOfSatisfying(
                        RejectedInput.class,
                        rejected -> assertThat(rejected.cause()).hasMessageContaining("counters"));
    }

    @Test
    void ofWhenExtensionMakesTheKeyShouldUseIt() {
        Input input = inputs(new Stamp(null)).of(0, new Note(null, "text"));
        assertThat(input).isInstanceOfSatisfying(WorkItem.class, item -> {
            assertThat(item.key()).isEqualTo(Map.of("id", AttributeValue.fromS("made")));
            assertThat(Operation.itemOf(item.operation())).containsEntry("text", AttributeValue.fromS("text"));
        });
    }

    @Test
    void ofWhenExtensionAddsAConditionShouldSendItAlone() {
        Input input = inputs(new Stamp("attribute_not_exists(locked)")).of(0, new Note("a", null));
        assertThat(input)
                .isInstanceOfSatisfying(
                        WorkItem.class,
                        item -> assertThat(item.operation())
                                .isInstanceOfSatisfying(
                                        Operation.ConditionalPut.class,
                                        put -> assertThat(put.request().conditionExpression())
                                                .contains("attribute_not_exists(locked)")));
    }

    @Test
    void ofWhenRunBesideEachOtherShouldNotMixItems() {
        WriteInputs inputs = inputs();
        List<Map<String, AttributeValue>> items = Stream.of(new Note("a", "1"), new Note("b", "2"))
                .map(note -> put(inputs, note))
                .toList();
        assertThat(items).extracting(item -> item.get("text").s()).containsExactly("1", "2");
    }

    private static Map<String, AttributeValue> put(WriteInputs inputs, Object entity) {
        return Operation.itemOf(((WorkItem) inputs.of(0, entity)).operation());
    }

    private WriteInputs inputs(DynamoDbEnhancedClientExtension... extensions) {
        return new WriteInputs(
                entities,
                new EntityMapping(new ItemExtensions(List.of(extensions))),
                new TableKeys(new TableCatalogue(), new CapturingClient()));
    }

    /** Gives a key to who has none, and adds a condition. */
    private record Stamp(@Nullable String condition) implements DynamoDbEnhancedClientExtension {

        @Override
        public WriteModification beforeWrite(DynamoDbExtensionContext.BeforeWrite context) {
            Map<String, AttributeValue> item = new HashMap<>(context.items());
            item.putIfAbsent("id", AttributeValue.fromS("made"));
            WriteModification.Builder changed = WriteModification.builder().transformedItem(item);
            return condition == null
                    ? changed.build()
                    : changed.additionalConditionalExpression(
                                    Expression.builder().expression(condition).build())
                            .build();
        }
    }

    @Table("notes")
    record Note(
            @DynamoDbPartitionKey @Nullable String id,
            @Nullable String text) {}

    @Table("beans")
    @DynamoDbBean
    public static class Bean {

        private @Nullable String id;

        @DynamoDbPartitionKey
        public @Nullable String getId() {
            return id;
        }

        public void setId(@Nullable String id) {
            this.id = id;
        }
    }

    @Table("counted")
    @DynamoDbBean
    public static class Counted extends Bean {

        private @Nullable Long count;

        @DynamoDbAtomicCounter
        public @Nullable Long getCount() {
            return count;
        }

        public void setCount(@Nullable Long count) {
            this.count = count;
        }
    }
}
