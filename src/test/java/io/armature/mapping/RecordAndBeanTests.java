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

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A record and the equal bean: the same items, the same metadata, the same cost. */
class RecordAndBeanTests {

    /** Bytes a record may allocate for each byte of the bean. */
    private static final double ALLOWED_RATIO = 1.1;

    private static final int OPERATIONS = 2_000;

    private static final int WARM_UP_ROUNDS = 10;

    private static final int ROUNDS = 11;

    private final TableSchema<OrderRecord> records = RecordTableSchema.of(OrderRecord.class);

    private final TableSchema<OrderBean> beans = TableSchema.fromBean(OrderBean.class);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itemToMapWhenFilledShouldEqualItemOfBean(boolean ignoreNulls) {
        assertThat(records.itemToMap(order(), ignoreNulls)).isEqualTo(beans.itemToMap(orderBean(), ignoreNulls));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itemToMapWhenEmptyShouldEqualItemOfBean(boolean ignoreNulls) {
        assertThat(records.itemToMap(emptyOrder(), ignoreNulls))
                .isEqualTo(beans.itemToMap(new OrderBean(), ignoreNulls));
    }

    @Test
    void mapToItemWhenItemWasWrittenByBeanShouldHoldItsValues() {
        assertThat(records.mapToItem(beans.itemToMap(orderBean(), true)))
                .isEqualTo(order())
                .usingRecursiveComparison()
                .isEqualTo(orderBean());
    }

    @Test
    void mapToItemWhenAttributesAreMissingShouldSetNullsAndZeros() {
        assertThat(records.mapToItem(
                        Map.of("unknown", AttributeValue.fromS("x"), "total", AttributeValue.fromNul(true))))
                .isNull();
        assertThat(records.mapToItem(Map.of(), true)).isEqualTo(emptyOrder());
    }

    @Test
    void tableMetadataWhenAnnotatedAsBeanShouldEqualMetadataOfBean() {
        assertThat(records.tableMetadata()).isEqualTo(beans.tableMetadata());
        assertThat(records.tableMetadata().primaryPartitionKey()).isEqualTo("id");
        assertThat(records.tableMetadata().indexPartitionKeys("by-state")).containsExactly("state");
        assertThat(records.tableMetadata().indexSortKeys("by-customer")).containsExactly("orderedAt");
        assertThat(records.tableMetadata()
                        .customMetadataObject("VersionedRecordExtension:VersionAttribute", String.class))
                .contains("version");
    }

    @Test
    void attributeNamesWhenAnnotatedAsBeanShouldEqualNamesOfBean() {
        assertThat(records.attributeNames()).containsExactlyInAnyOrderElementsOf(beans.attributeNames());
        assertThat(records.converterForAttribute("city").type())
                .isEqualTo(beans.converterForAttribute("city").type());
    }

    @Test
    void itemToMapWhenWarmShouldAllocateNoMoreThanBean() {
        OrderRecord order = order();
        OrderBean bean = orderBean();

        assertThat(allocationRatio(() -> records.itemToMap(order, true), () -> beans.itemToMap(bean, true)))
                .isLessThanOrEqualTo(ALLOWED_RATIO);
    }

    @Test
    void mapToItemWhenWarmShouldAllocateNoMoreThanBean() {
        Map<String, AttributeValue> item = beans.itemToMap(orderBean(), true);

        assertThat(allocationRatio(() -> records.mapToItem(item), () -> beans.mapToItem(item)))
                .isLessThanOrEqualTo(ALLOWED_RATIO);
    }

    /** Returns the ratio of the medians over interleaved rounds, the first of which warm up. */
    private static double allocationRatio(Supplier<?> ofRecord, Supplier<?> ofBean) {
        long[] record = new long[ROUNDS];
        long[] bean = new long[ROUNDS];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            int kept = Math.max(round, 0);
            record[kept] = allocatedBytes(ofRecord);
            bean[kept] = allocatedBytes(ofBean);
        }
        Arrays.sort(record);
        Arrays.sort(bean);
        return (double) record[ROUNDS / 2] / bean[ROUNDS / 2];
    }

    private static long allocatedBytes(Supplier<?> operation) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < OPERATIONS; i++) {
            Objects.requireNonNull(operation.get());
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static OrderRecord order() {
        return new OrderRecord(
                "order-1",
                1_795_000_000_000L,
                "customer-7",
                OrderBean.State.SHIPPED,
                new BigDecimal("17.98"),
                true,
                Set.of("gift", "fragile"),
                List.of(
                        new OrderRecord.Line("track-1", 2, new BigDecimal("0.99"), null),
                        new OrderRecord.Line("track-2", 1, new BigDecimal("16.00"), "late")),
                new OrderRecord.Line("track-3", 1, BigDecimal.ZERO, null),
                Map.of("wrapping", new OrderRecord.Line("paper", 1, BigDecimal.ONE, null)),
                Arrays.asList("first", null),
                new OrderRecord.Address("Main Street 1", "Vienna"),
                3L,
                12L,
                Instant.parse("2026-11-22T10:15:30Z"),
                null);
    }

    private static OrderBean orderBean() {
        OrderBean bean = new OrderBean();
        bean.setId("order-1");
        bean.setOrderedAt(1_795_000_000_000L);
        bean.setCustomer("customer-7");
        bean.setStatus(OrderBean.State.SHIPPED);
        bean.setTotal(new BigDecimal("17.98"));
        bean.setPaid(true);
        bean.setLabels(Set.of("gift", "fragile"));
        bean.setLines(List.of(line("track-1", 2, "0.99", null), line("track-2", 1, "16.00", "late")));
        bean.setGift(line("track-3", 1, "0", null));
        bean.setExtras(Map.of("wrapping", line("paper", 1, "1", null)));
        bean.setNotes(Arrays.asList("first", null));
        OrderBean.Address address = new OrderBean.Address();
        address.setStreet("Main Street 1");
        address.setCity("Vienna");
        bean.setAddress(address);
        bean.setVersion(3L);
        bean.setChanges(12L);
        bean.setCreated(Instant.parse("2026-11-22T10:15:30Z"));
        return bean;
    }

    private static OrderBean.Line line(String track, int quantity, String price, @Nullable String comment) {
        OrderBean.Line line = new OrderBean.Line();
        line.setTrack(track);
        line.setQuantity(quantity);
        line.setPrice(new BigDecimal(price));
        line.setComment(comment);
        return line;
    }

    private static OrderRecord emptyOrder() {
        return new OrderRecord(
                null, 0, null, null, null, false, null, null, null, null, null, null, null, null, null, null);
    }
}
