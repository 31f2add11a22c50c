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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Components of every type that the enhanced client converts by default. */
class RecordTypesTests {

    private static final Instant INSTANT = Instant.parse("2026-11-22T10:15:30.123456789Z");

    @Test
    void mapToItemWhenWrittenWithNumbersShouldEqualOriginal() {
        assertRoundTrip(new Numbers(
                (byte) -1,
                (short) -2,
                -3,
                Long.MIN_VALUE,
                1.5f,
                Double.MIN_VALUE,
                true,
                'x',
                Byte.MAX_VALUE,
                Short.MAX_VALUE,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                Float.MAX_VALUE,
                2.5,
                false,
                'ß',
                new BigDecimal("12345678901234567890.123"),
                new BigInteger("12345678901234567890123"),
                SdkNumber.fromString("42"),
                OptionalInt.of(4),
                OptionalLong.of(5),
                OptionalDouble.of(6.5)));
    }

    @Test
    void mapToItemWhenWrittenWithTimesShouldEqualOriginal() {
        OffsetDateTime offset = INSTANT.atOffset(ZoneOffset.ofHours(2));
        assertRoundTrip(new Times(
                INSTANT,
                offset.toLocalDate(),
                offset.toLocalTime(),
                offset.toLocalDateTime(),
                offset,
                offset.atZoneSameInstant(ZoneId.of("Europe/Vienna")),
                Duration.ofSeconds(90, 5),
                Period.of(1, 2, 3),
                MonthDay.of(2, 29),
                ZoneId.of("Europe/Vienna"),
                ZoneOffset.ofHours(-5)));
    }

    @Test
    void mapToItemWhenWrittenWithTextAndBytesShouldEqualOriginal() throws MalformedURLException {
        assertRoundTrip(new Texts(
                "text",
                DayOfWeek.FRIDAY,
                UUID.fromString("4b1e5b4e-6f4c-4c6e-9d6c-0d8f8f9f7a11"),
                URI.create("https://example.org/a?b=c"),
                URI.create("https://example.org/d").toURL(),
                Locale.CANADA_FRENCH,
                "sequence",
                SdkBytes.fromUtf8String("bytes"),
                ByteBuffer.wrap("buffer".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void mapToItemWhenWrittenWithCollectionsShouldEqualOriginal() {
        assertRoundTrip(new Collections(
                List.of("a", "b", "a"),
                Set.of("a", "b"),
                Set.of(1L, 2L),
                Set.of(SdkBytes.fromUtf8String("a")),
                Map.of("a", 1),
                Map.of(7, "seven"),
                List.of(List.of(1, 2), List.of()),
                Map.of("a", List.of(Map.of("b", INSTANT))),
                List.of(DayOfWeek.MONDAY),
                Set.of("only")));
    }

    @Test
    void mapToItemWhenListHoldsNullShouldKeepIt() {
        assertRoundTrip(new Nullables(Arrays.asList("a", null, "b"), null));
    }

    @Test
    void mapToItemWhenWrittenWithMutableTypesShouldHoldTheirValues() {
        TableSchema<Mutables> schema = RecordTableSchema.of(Mutables.class);
        Map<String, AttributeValue> item = schema.itemToMap(
                new Mutables(
                        new byte[] {1, 2},
                        new char[] {'a', 'b'},
                        new StringBuilder("builder"),
                        new StringBuffer("buffer"),
                        new AtomicInteger(1),
                        new AtomicLong(2),
                        new AtomicBoolean(true)),
                true);

        Mutables read = schema.mapToItem(item);

        assertThat(item).hasSize(7);
        assertThat(read.bytes()).containsExactly(1, 2);
        assertThat(read.characters()).containsExactly('a', 'b');
        assertThat(read.builder()).hasToString("builder");
        assertThat(read.buffer()).hasToString("buffer");
        assertThat(read.integer()).hasValue(1);
        assertThat(read.number()).hasValue(2);
        assertThat(read.flag()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> void assertRoundTrip(R value) {
        TableSchema<R> schema = RecordTableSchema.of((Class<R>) value.getClass());
        assertThat(schema.mapToItem(schema.itemToMap(value, true))).isEqualTo(value);
        assertThat(schema.mapToItem(schema.itemToMap(value, false))).isEqualTo(value);
    }

    record Numbers(
            byte tiny,
            short small,
            int medium,
            long large,
            float single,
            double twice,
            boolean flag,
            char letter,
            Byte boxedTiny,
            Short boxedSmall,
            Integer boxedMedium,
            Long boxedLarge,
            Float boxedSingle,
            Double boxedTwice,
            Boolean boxedFlag,
            Character boxedLetter,
            BigDecimal decimal,
            BigInteger integer,
            SdkNumber number,
            OptionalInt optionalInt,
            OptionalLong optionalLong,
            OptionalDouble optionalDouble) {}

    record Times(
            Instant instant,
            LocalDate date,
            LocalTime time,
            LocalDateTime dateTime,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            Duration duration,
            Period period,
            MonthDay monthDay,
            ZoneId zone,
            ZoneOffset zoneOffset) {}

    record Texts(
            String text,
            DayOfWeek constant,
            UUID uuid,
            URI uri,
            URL url,
            Locale locale,
            CharSequence sequence,
            SdkBytes bytes,
            ByteBuffer buffer) {}

    record Collections(
            List<String> list,
            Set<String> strings,
            Set<Long> numbers,
            Set<SdkBytes> binaries,
            Map<String, Integer> map,
            Map<Integer, String> numberedMap,
            List<List<Integer>> lists,
            Map<String, List<Map<String, Instant>>> deep,
            List<DayOfWeek> constants,
            Collection<String> collection) {}

    record Nullables(List<String> list, String missing) {}

    record Mutables(
            byte[] bytes,
            char[] characters,
            StringBuilder builder,
            StringBuffer buffer,
            AtomicInteger integer,
            AtomicLong number,
            AtomicBoolean flag) {}
}
