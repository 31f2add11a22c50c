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
package io.armature.encryption;

import static io.armature.encryption.Values.b;
import static io.armature.encryption.Values.bytes;
import static io.armature.encryption.Values.inLists;
import static io.armature.encryption.Values.n;
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.armature.encryption.EncryptionException.Reason;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("F10")
class PlaintextCodecTests {

    private static final Location WHERE = new Location("customers", "email");

    static Stream<Arguments> written() {
        return Stream.of(
                arguments(s("a"), "0161"),
                arguments(s(""), "01"),
                arguments(s("\uFFFD\uD83D\uDC4B"), "01efbfbdf09f918b"),
                arguments(n("1.50"), "02312e3530"),
                arguments(b(0xFF), "03ff"),
                arguments(AttributeValue.fromBool(false), "0400"),
                arguments(AttributeValue.fromBool(true), "0401"),
                arguments(AttributeValue.fromNul(true), "05"),
                arguments(
                        AttributeValue.fromSs(List.of("ä", "b", "")),
                        "0600000003" + "00000000" + "0000000162" + "00000002c3a4"),
                arguments(AttributeValue.fromNs(List.of("9", "10")), "0700000002" + "000000023130" + "0000000139"),
                arguments(
                        AttributeValue.fromBs(List.of(bytes(0xFF), bytes(1))),
                        "0800000002" + "0000000101" + "00000001ff"),
                arguments(
                        AttributeValue.fromL(List.of(s("a"), n("1"), b(2), AttributeValue.fromNul(true))),
                        "0900000004" + "010000000161" + "020000000131" + "030000000102" + "05"),
                arguments(AttributeValue.fromL(List.of()), "0900000000"),
                arguments(
                        AttributeValue.fromM(Map.of("b", s(""), "a", AttributeValue.fromM(Map.of()))),
                        "0a00000002" + "00000001610a00000000" + "00000001620100000000"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void writeShouldGiveTheBytesOfTheFormat(AttributeValue value, String hex) {
        assertThat(HexFormat.of().formatHex(PlaintextWriter.write(WHERE, value)))
                .isEqualTo(hex);
        assertThat(Values.ordered(read(hex))).isEqualTo(Values.ordered(value));
    }

    @Test
    void readWhenValueIsRandomShouldReturnWhatWasWritten() {
        Random random = new Random(10);
        Set<AttributeValue.Type> seen = EnumSet.noneOf(AttributeValue.Type.class);
        for (int i = 0; i < 20_000; i++) {
            AttributeValue value = Values.random(random, 4);
            seen.add(value.type());
            byte[] bytes = PlaintextWriter.write(WHERE, value);
            AttributeValue back = PlaintextReader.read(bytes);
            assertThat(Values.ordered(back)).isEqualTo(Values.ordered(value));
            assertThat(PlaintextWriter.write(WHERE, back)).isEqualTo(bytes);
        }
        assertThat(seen).hasSize(10);
    }

    @Test
    void readWhenBytesAreRandomShouldRefuseOrReturnWhatWritesTheSameBytes() {
        Random random = new Random(11);
        int read = 0;
        for (int i = 0; i < 300_000; i++) {
            byte[] bytes = i % 2 == 0 ? randomBytes(random) : changed(random);
            try {
                AttributeValue value = PlaintextReader.read(bytes);
                read++;
                assertThat(PlaintextWriter.write(WHERE, value)).isEqualTo(bytes);
            } catch (MalformedPlaintextException ex) {
                assertThat(ex.fault()).isNotNull();
            }
        }
        assertThat(read).isBetween(10_000, 290_000);
    }

    static Stream<Arguments> refused() {
        AttributeValue none = AttributeValue.builder().build();
        return Stream.of(
                arguments(Reason.TYPE_UNCLEAR, none),
                arguments(Reason.TYPE_UNCLEAR, AttributeValue.fromS(null)),
                arguments(
                        Reason.TYPE_UNCLEAR,
                        AttributeValue.builder().s("a").n("1").build()),
                arguments(Reason.TYPE_UNCLEAR, AttributeValue.fromL(List.of(none))),
                arguments(Reason.TYPE_UNCLEAR, AttributeValue.fromL(Collections.singletonList(null))),
                arguments(Reason.TYPE_UNCLEAR, AttributeValue.fromM(Collections.singletonMap("a", null))),
                arguments(Reason.TYPE_UNCLEAR, AttributeValue.fromSs(Collections.singletonList(null))),
                arguments(Reason.TYPE_UNCLEAR, AttributeValue.fromNs(Collections.singletonList(null))),
                arguments(Reason.TYPE_UNCLEAR, AttributeValue.fromBs(Collections.singletonList(null))),
                arguments(Reason.NUMBER_MALFORMED, n("one")),
                arguments(Reason.NUMBER_MALFORMED, AttributeValue.fromNs(List.of(""))),
                arguments(Reason.NUMBER_TOO_PRECISE, n("1".repeat(39))),
                arguments(Reason.NUMBER_TOO_PRECISE, AttributeValue.fromL(List.of(n("1".repeat(39))))),
                arguments(Reason.NUMBER_TOO_PRECISE, AttributeValue.fromNs(List.of("1".repeat(39)))),
                arguments(Reason.NUMBER_OUT_OF_RANGE, n("1E126")),
                arguments(Reason.NUMBER_OUT_OF_RANGE, n("1E-131")),
                arguments(Reason.SET_EMPTY, AttributeValue.fromSs(List.of())),
                arguments(Reason.SET_EMPTY, AttributeValue.fromNs(List.of())),
                arguments(Reason.SET_EMPTY, AttributeValue.fromBs(List.of())),
                arguments(Reason.SET_MEMBERS_EQUAL, AttributeValue.fromSs(List.of("a", "b", "a"))),
                arguments(Reason.SET_MEMBERS_EQUAL, AttributeValue.fromNs(List.of("1", "1.0"))),
                arguments(Reason.SET_MEMBERS_EQUAL, AttributeValue.fromNs(List.of("0", "-0.0E5"))),
                arguments(Reason.SET_MEMBERS_EQUAL, AttributeValue.fromBs(List.of(bytes(1), bytes(1)))),
                arguments(Reason.NULL_FALSE, AttributeValue.fromNul(false)),
                arguments(Reason.NULL_FALSE, AttributeValue.fromL(List.of(AttributeValue.fromNul(false)))),
                arguments(Reason.TOO_DEEP, inLists(32, s("x"))),
                arguments(Reason.TOO_DEEP, inLists(31, AttributeValue.fromL(List.of()))),
                arguments(Reason.TOO_DEEP, inLists(31, AttributeValue.fromM(Map.of()))),
                arguments(Reason.NAME_LENGTH, AttributeValue.fromM(Map.of("", s("x")))),
                arguments(Reason.NAME_LENGTH, AttributeValue.fromM(Map.of("k".repeat(65_536), s("x")))),
                arguments(Reason.UNPAIRED_SURROGATE, s("a\uD800b")),
                arguments(Reason.UNPAIRED_SURROGATE, s("\uDC00\uD800")),
                arguments(Reason.UNPAIRED_SURROGATE, s("a\uD800")),
                arguments(Reason.UNPAIRED_SURROGATE, AttributeValue.fromSs(List.of("\uD800"))),
                arguments(Reason.UNPAIRED_SURROGATE, AttributeValue.fromM(Map.of("\uDC00", s("x")))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void writeWhenDynamoDbWouldRefuseOrChangeTheValueShouldSayWhy(Reason reason, AttributeValue value) {
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> PlaintextWriter.write(WHERE, value))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(reason))
                .satisfies(ex -> assertThat(ex.table()).isEqualTo("customers"))
                .satisfies(ex -> assertThat(ex.attribute()).isEqualTo("email"))
                .withMessageStartingWith("Attribute 'email' of table 'customers' cannot be encrypted: ")
                .withNoCause();
    }

    @Test
    void writeShouldHaveATestForEveryReason() {
        Set<Reason> ofValues = EnumSet.range(Reason.TYPE_UNCLEAR, Reason.UNPAIRED_SURROGATE);
        assertThat(refused().map(arguments -> arguments.get()[0])).containsAll(ofValues);
    }

    @Test
    void writeWhenNestedAsDeepAsDynamoDbTakesShouldRoundTrip() {
        for (AttributeValue inner :
                List.of(s("x"), AttributeValue.fromNul(true), AttributeValue.fromSs(List.of("a")))) {
            AttributeValue value = inLists(31, inner);
            assertThat(PlaintextReader.read(PlaintextWriter.write(WHERE, value)))
                    .isEqualTo(value);
        }
        AttributeValue empty = inLists(30, AttributeValue.fromM(Map.of("k".repeat(65_535), n("1"))));
        assertThat(PlaintextReader.read(PlaintextWriter.write(WHERE, empty))).isEqualTo(empty);
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY",
        "00, UNKNOWN_TYPE",
        "0b, UNKNOWN_TYPE",
        "ff, UNKNOWN_TYPE",
        "09000000010b, UNKNOWN_TYPE",
        "04, CUT_SHORT",
        "09, CUT_SHORT",
        "09000000, CUT_SHORT",
        "09000000010100000002ff, CUT_SHORT",
        "090000000101ffffffff00, CUT_SHORT",
        "0600000001000000026161616161, TRAILING_BYTES",
        "0500, TRAILING_BYTES",
        "040100, TRAILING_BYTES",
        "090000000000, TRAILING_BYTES",
        "0a0000000000, TRAILING_BYTES",
        "0900000001, COUNT_BEYOND_END",
        "09ffffffff05, COUNT_BEYOND_END",
        "097fffffff0505, COUNT_BEYOND_END",
        "067fffffff00000000, COUNT_BEYOND_END",
        "08000000020000000161, COUNT_BEYOND_END",
        "0a7fffffff00000001610500, COUNT_BEYOND_END",
        "0a00000001000000000500, NAME_LENGTH",
        "060000000200000001620000000161, DISORDER",
        "060000000200000001610000000161, DISORDER",
        "07000000020000000139000000023130, DISORDER",
        "0800000002000000020100000000010100, DISORDER",
        "0a0000000200000001620500000001610500, DISORDER",
        "0a00000002000000016105000000016105, DISORDER",
        "0402, BOOLEAN_UNCLEAR",
        "04ff, BOOLEAN_UNCLEAR",
        "01ff, TEXT_MALFORMED",
        "01c080, TEXT_MALFORMED",
        "01eda080, TEXT_MALFORMED",
        "01efbfbdff, TEXT_MALFORMED",
        "0a0000000100000001ff05, TEXT_MALFORMED",
        "060000000100000001ff, TEXT_MALFORMED",
        "02, NUMBER_INVALID",
        "0261, NUMBER_INVALID",
        "023145313236, NUMBER_INVALID",
        "090000000102000000012b, NUMBER_INVALID",
        "0700000001000000012d, NUMBER_INVALID",
        "0600000000, SET_EMPTY",
        "0700000000, SET_EMPTY",
        "0800000000, SET_EMPTY",
        "0700000002000000013100000003312e30, SET_MEMBERS_EQUAL"
    })
    void readWhenPlaintextWasNotWrittenSoShouldSayWhy(String hex, PlaintextFault fault) {
        assertThat(fault(hex)).isEqualTo(fault);
    }

    @Test
    void readWhenNestedTooDeepShouldSayWhy() {
        String list = "0900000001";
        assertThat(fault(list.repeat(32) + "05")).isEqualTo(PlaintextFault.TOO_DEEP);
        assertThat(fault("0a000000010000000161".repeat(32) + "05")).isEqualTo(PlaintextFault.TOO_DEEP);
        assertThat(fault(list.repeat(100_000) + "05")).isEqualTo(PlaintextFault.TOO_DEEP);
        assertThat(read(list.repeat(31) + "05")).isEqualTo(inLists(31, AttributeValue.fromNul(true)));
    }

    @Test
    void readWhenNameIsTooLongShouldSayWhy() {
        assertThat(fault("0a00000001" + "00010000" + "61".repeat(65_536) + "05"))
                .isEqualTo(PlaintextFault.NAME_LENGTH);
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(24)];
        random.nextBytes(bytes);
        if (bytes.length > 0) {
            bytes[0] = (byte) random.nextInt(12);
        }
        return bytes;
    }

    private static byte[] changed(Random random) {
        byte[] bytes = PlaintextWriter.write(WHERE, Values.random(random, 3));
        int position = random.nextInt(bytes.length);
        bytes[position] = (byte) (random.nextBoolean() ? random.nextInt(12) : bytes[position] ^ 1 << random.nextInt(8));
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 2)) : bytes;
    }

    private static AttributeValue read(String hex) {
        return PlaintextReader.read(HexFormat.of().parseHex(hex));
    }

    private static PlaintextFault fault(String hex) {
        try {
            read(hex);
        } catch (MalformedPlaintextException ex) {
            return ex.fault();
        }
        throw new AssertionError("was read: " + hex);
    }
}
