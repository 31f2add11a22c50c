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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.data.mapping.MappingException;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.Order;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTag;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.BeanTableSchemaAttributeTag;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbConvertedBy;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbIgnore;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPreserveEmptyObject;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondarySortKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RecordTableSchemaTests {

    @Test
    void mapToItemWhenPrimitivesAreMissingShouldSetZeros() {
        assertThat(read(Primitives.class, Map.of("id", text("a"))))
                .isEqualTo(new Primitives("a", (byte) 0, (short) 0, 0, 0, 0, 0, false, '\0'));
    }

    @Test
    void mapToItemWhenIgnoredComponentIsStoredShouldLeaveItNull() {
        TableSchema<Ignoring> schema = RecordTableSchema.of(Ignoring.class);

        assertThat(schema.itemToMap(new Ignoring("a", "secret", 7), true)).containsOnlyKeys("id");
        assertThat(schema.mapToItem(Map.of("id", text("a"), "note", text("b"), "length", AttributeValue.fromN("1"))))
                .isEqualTo(new Ignoring("a", null, 0));
    }

    @Test
    void mapToItemWhenRecordContainsItselfShouldReadWholeTree() {
        Node leaf = new Node("leaf", null, null, null);
        Node tree =
                new Node("root", List.of(leaf, new Node("twig", List.of(leaf), null, null)), leaf, Map.of("x", leaf));

        assertThat(roundTrip(tree)).isEqualTo(tree);
    }

    @Test
    void mapToItemWhenRecordsContainEachOtherShouldReadWholeTree() {
        Chicken chicken = new Chicken("a", new Egg(1, List.of(new Chicken("b", new Egg(2, List.of())))));

        assertThat(roundTrip(chicken)).isEqualTo(chicken);
    }

    @Test
    void mapToItemWhenDocumentsAreBeansAndImmutablesShouldReadThem() {
        Mixed mixed = new Mixed("a", line("x"), List.of(line("y")), new Point(1, 2), Map.of("z", new Point(3, 4)));

        assertThat(roundTrip(mixed)).usingRecursiveComparison().isEqualTo(mixed);
    }

    @Test
    void ofWhenRecordIsImmutableOfTheSdkShouldLeaveItToTheSdk() {
        assertThat(roundTrip(new Point(1, 2))).isEqualTo(new Point(1, 2));
        assertThat(Point.Builder.used).isPositive();
    }

    @Test
    void mapToItemWhenDocumentIsEmptyShouldBeNullUnlessPreserved() {
        AttributeValue empty = AttributeValue.fromM(Map.of());

        assertThat(read(Preserving.class, Map.of("plain", empty, "preserved", empty)))
                .isEqualTo(new Preserving(null, new Egg(0, null)));
    }

    @Test
    void mapToItemWhenFlattenedShouldFindDocumentsAndMap() {
        Flattening value = new Flattening("a", new Egg(3, null), line("x"), Map.of("colour", "red"));

        Map<String, AttributeValue> item =
                RecordTableSchema.of(Flattening.class).itemToMap(value, true);

        assertThat(item).containsOnlyKeys("id", "days", "track", "quantity", "colour");
        assertThat(roundTrip(value)).usingRecursiveComparison().isEqualTo(value);
        assertThat(read(Flattening.class, Map.of("id", text("a")))).isEqualTo(new Flattening("a", null, null, null));
    }

    @Test
    void mapToItemWhenConverterIsNamedShouldUseIt() {
        Converted value = new Converted("a", new Temperature<>(20.5));

        assertThat(RecordTableSchema.of(Converted.class).itemToMap(value, true))
                .containsEntry("temperature", text("20.5 C"));
        assertThat(roundTrip(value)).isEqualTo(value);
    }

    @Test
    void mapToItemWhenLastComponentIsVariableShouldPassArray() {
        assertThat(roundTrip(new Variable("a", (byte) 1, (byte) 2)).content()).containsExactly(1, 2);
    }

    @Test
    void mapToItemWhenConstructorThrowsShouldNameRecordWithoutValues() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> read(Strict.class, Map.of("id", text("a"), "amount", AttributeValue.fromN("-4711"))))
                .withMessageContaining(Strict.class.getTypeName())
                .withMessageContaining("IllegalArgumentException")
                .withMessageNotContaining("4711")
                .withCauseExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itemToMapWhenAccessorIsWrittenOutShouldUseItAndItsAnnotations() {
        TableSchema<Written> schema = RecordTableSchema.of(Written.class);

        assertThat(schema.itemToMap(new Written("a"), true)).containsEntry("id", text("A"));
        assertThat(schema.tableMetadata().primaryPartitionKey()).isEqualTo("id");
    }

    @Test
    void itemToMapWhenAccessorThrowsShouldThrowItUnwrapped() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> RecordTableSchema.of(Throwing.class).itemToMap(new Throwing("a"), true));
    }

    @Test
    void tableMetadataWhenIndexHasSeveralKeysShouldKeepTheirOrder() {
        TableSchema<Indexed> schema = RecordTableSchema.of(Indexed.class);

        assertThat(schema.tableMetadata().indexPartitionKeys("a")).containsExactly("country", "city");
        assertThat(schema.tableMetadata().indexSortKeys("a")).containsExactly("street");
        assertThat(schema.tableMetadata().indexSortKeys("b")).containsExactly("street");
    }

    @Test
    void tableMetadataWhenAnnotationIsCustomShouldHoldItsTagOnce() {
        TableSchema<Marked> schema = RecordTableSchema.of(Marked.class);

        assertThat(schema.tableMetadata().customMetadata())
                .containsEntry("mark:one", "method")
                .containsEntry("mark:two", "both");
    }

    private static <R extends Record> R read(Class<R> type, Map<String, AttributeValue> item) {
        return RecordTableSchema.of(type).mapToItem(item);
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> R roundTrip(R value) {
        TableSchema<R> schema = RecordTableSchema.of((Class<R>) value.getClass());
        return schema.mapToItem(schema.itemToMap(value, true));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static OrderBean.Line line(String track) {
        OrderBean.Line line = new OrderBean.Line();
        line.setTrack(track);
        return line;
    }

    private record Primitives(String id, byte b, short s, int i, long l, float f, double d, boolean flag, char c) {}

    record Ignoring(
            String id,
            @DynamoDbIgnore @Nullable String note,
            @DynamoDbIgnore int length) {}

    record Node(
            String name,
            @Nullable List<Node> children,
            @Nullable Node left,
            @Nullable Map<String, Node> named) {}

    record Chicken(String name, Egg egg) {}

    record Egg(int days, @Nullable List<Chicken> chickens) {}

    record Mixed(String id, OrderBean.Line line, List<OrderBean.Line> lines, Point point, Map<String, Point> points) {}

    /** A record that names a builder for the enhanced client. */
    @DynamoDbImmutable(builder = Point.Builder.class)
    public record Point(int x, int y) {

        /** Builder as the enhanced client expects it. */
        public static final class Builder {

            private static int used;

            private int x;

            private int y;

            public Builder x(int value) {
                x = value;
                return this;
            }

            public Builder y(int value) {
                y = value;
                return this;
            }

            public Point build() {
                used++;
                return new Point(x, y);
            }
        }
    }

    record Preserving(
            @Nullable Egg plain,
            @DynamoDbPreserveEmptyObject @Nullable Egg preserved) {}

    record Flattening(
            String id,
            @DynamoDbFlatten @Nullable Egg egg,
            @DynamoDbFlatten OrderBean.@Nullable Line line,
            @DynamoDbFlatten @Nullable Map<String, String> others) {}

    record Temperature<N extends Number>(N degrees) {}

    record Converted(
            String id,
            @DynamoDbConvertedBy(TemperatureConverter.class) Temperature<Double> temperature) {}

    private static final class TemperatureConverter implements AttributeConverter<Temperature<Double>> {

        @Override
        public AttributeValue transformFrom(Temperature<Double> input) {
            return text(input.degrees() + " C");
        }

        @Override
        public Temperature<Double> transformTo(AttributeValue input) {
            return new Temperature<>(Double.valueOf(input.s().replace(" C", "")));
        }

        @Override
        public EnhancedType<Temperature<Double>> type() {
            return new EnhancedType<>() {};
        }

        @Override
        public AttributeValueType attributeValueType() {
            return AttributeValueType.S;
        }
    }

    record Variable(String id, byte... content) {}

    record Strict(String id, int amount) {

        Strict {
            if (amount < 0) {
                throw new IllegalArgumentException("negative amount " + amount);
            }
        }
    }

    record Written(String id) {

        @Override
        @DynamoDbPartitionKey
        public String id() {
            return id.toUpperCase(Locale.ROOT);
        }
    }

    record Throwing(String id) {

        @Override
        public String id() {
            throw new UnsupportedOperationException("not readable");
        }
    }

    record Indexed(
            @DynamoDbPartitionKey String id,

            @DynamoDbSecondaryPartitionKey(indexNames = "a", order = Order.SECOND)
            String city,

            @DynamoDbSecondaryPartitionKey(indexNames = "a", order = Order.FIRST)
            String country,

            @DynamoDbSecondarySortKey(indexNames = "a") @DynamoDbSecondarySortKey(indexNames = "b")
            String street) {}

    record Marked(@OnMethod String one, @OnBoth String two) {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @BeanTableSchemaAttributeTag(Marks.class)
    private @interface OnMethod {}

    @Target({ElementType.METHOD, ElementType.RECORD_COMPONENT, ElementType.FIELD})
    @Retention(RetentionPolicy.RUNTIME)
    @BeanTableSchemaAttributeTag(Marks.class)
    private @interface OnBoth {}

    private static final class Marks implements StaticAttributeTag {

        private final String kind;

        private Marks(String kind) {
            this.kind = kind;
        }

        static StaticAttributeTag attributeTagFor(OnMethod annotation) {
            return new Marks("method");
        }

        static StaticAttributeTag attributeTagFor(OnBoth annotation) {
            return new Marks("both");
        }

        @Override
        public Consumer<StaticTableMetadata.Builder> modifyMetadata(String attribute, AttributeValueType type) {
            // Refuses a second entry of the same key, and so a tag that is added twice.
            return builder -> builder.addCustomMetadataObject("mark:" + attribute, kind);
        }
    }
}
