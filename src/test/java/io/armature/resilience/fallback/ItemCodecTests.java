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
package io.armature.resilience.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemCodecTests {

    /** Copies outlive the version of the application that stored them: these bytes are never to change. */
    private static final String GOLDEN = "010b" + "0161" + "01" + "03c3a478" + "0162" + "02" + "042d312e35" + "0163"
            + "03"
            + "0200ff" + "0164" + "04" + "0165" + "05" + "0166" + "06" + "0167" + "07" + "01" + "0179" + "01" + "00"
            + "0168"
            + "08" + "02" + "06" + "08" + "00" + "0169" + "09" + "02" + "0170" + "0171" + "016a" + "0a" + "01" + "0131"
            + "016b" + "0b" + "01" + "0107" + "6c52ceec";

    private static Map<String, AttributeValue> goldenItem() {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put("a", AttributeValue.fromS("äx"));
        item.put("b", AttributeValue.fromN("-1.5"));
        item.put("c", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1})));
        item.put("d", AttributeValue.fromBool(true));
        item.put("e", AttributeValue.fromBool(false));
        item.put("f", AttributeValue.fromNul(true));
        item.put("g", AttributeValue.fromM(Map.of("y", AttributeValue.fromS(""))));
        item.put("h", AttributeValue.fromL(List.of(AttributeValue.fromNul(true), AttributeValue.fromL(List.of()))));
        item.put("i", AttributeValue.fromSs(List.of("p", "q")));
        item.put("j", AttributeValue.fromNs(List.of("1")));
        item.put("k", AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[] {7}))));
        return item;
    }

    @Test
    void encodeShouldWriteTheBytesOfTheFormat() {
        assertThat(HexFormat.of().formatHex(ItemCodec.encode(goldenItem()))).isEqualTo(GOLDEN);
    }

    @Test
    void decodeShouldReadTheBytesOfTheFormat() {
        assertThat(ItemCodec.decode(HexFormat.of().parseHex(GOLDEN))).isEqualTo(goldenItem());
    }

    @Test
    void encodeWhenItemIsEmptyShouldRoundTrip() {
        assertThat(ItemCodec.decode(ItemCodec.encode(Map.of()))).isEmpty();
    }

    @Test
    void encodeWhenValuesAreLargeShouldRoundTrip() {
        Map<String, AttributeValue> item = Map.of(
                "text", AttributeValue.fromS("x".repeat(300_000)),
                "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[70_000])));

        assertThat(ItemCodec.decode(ItemCodec.encode(item))).isEqualTo(item);
    }

    @Test
    void encodeWhenNestedAsDeepAsDynamoDbAllowsShouldRoundTrip() {
        AttributeValue value = AttributeValue.fromS("deep");
        for (int i = 0; i < 32; i++) {
            value = i % 2 == 0 ? AttributeValue.fromL(List.of(value)) : AttributeValue.fromM(Map.of("m", value));
        }
        Map<String, AttributeValue> item = Map.of("a", value);

        assertThat(ItemCodec.decode(ItemCodec.encode(item))).isEqualTo(item);
    }

    @Test
    void encodeWhenValueHasNoTypeShouldRefuse() {
        Map<String, AttributeValue> item = Map.of("a", AttributeValue.builder().build());

        assertThatIllegalArgumentException().isThrownBy(() -> ItemCodec.encode(item));
    }

    @Test
    void decodeWhenFormatIsUnknownShouldSayWhich() {
        byte[] bytes = ItemCodec.encode(goldenItem());
        bytes[0] = 2;

        assertThatExceptionOfType(BrokenItemException.class)
                .isThrownBy(() -> ItemCodec.decode(bytes))
                .withMessage("The stored item has format 2, this version reads 1");
    }

    @Test
    void decodeWhenAnyByteIsChangedShouldRefuse() {
        byte[] bytes = ItemCodec.encode(goldenItem());
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 0x10;
            assertThatExceptionOfType(BrokenItemException.class).isThrownBy(() -> ItemCodec.decode(changed));
        }
    }

    @Test
    void decodeWhenCutAnywhereShouldRefuse() {
        byte[] bytes = ItemCodec.encode(goldenItem());
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(BrokenItemException.class).isThrownBy(() -> ItemCodec.decode(cut));
        }
    }

    @RepeatedTest(200)
    void decodeWhenItemIsRandomShouldReturnIt(RepetitionInfo repetition) {
        Map<String, AttributeValue> item = attributes(new Random(repetition.getCurrentRepetition()), 0);

        assertThat(ItemCodec.decode(ItemCodec.encode(item))).isEqualTo(item);
    }

    /** The checksum is made to fit, so that the reader itself has to find what is wrong. */
    @RepeatedTest(200)
    void decodeWhenContentIsBrokenButItsChecksumFitsShouldRefuseOrReturnSomeItem(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] good = ItemCodec.encode(attributes(random, 0));
        for (int i = 0; i < 50; i++) {
            byte[] bytes = good.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();
            }
            withChecksum(bytes);
            try {
                ItemCodec.decode(bytes);
            } catch (BrokenItemException expected) {
                assertThat(expected).hasMessageContaining("stored item");
            }
        }
    }

    @Test
    void decodeWhenNestedWithoutEndShouldRefuse() {
        byte[] bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) 1);
        bytes[3] = 'a';
        for (int i = 4; i < bytes.length - 1; i += 2) {
            bytes[i] = 8;
            bytes[i + 1] = 1;
        }
        withChecksum(bytes);

        assertThatExceptionOfType(BrokenItemException.class)
                .isThrownBy(() -> ItemCodec.decode(bytes))
                .withMessageContaining("nested too deep");
    }

    private static void withChecksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - 4);
        for (int i = 0; i < 4; i++) {
            bytes[bytes.length - 4 + i] = (byte) (checksum.getValue() >>> 24 - 8 * i);
        }
    }

    private static Map<String, AttributeValue> attributes(Random random, int depth) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (int size = random.nextInt(6); size > 0; size--) {
            attributes.put(text(random), value(random, depth));
        }
        return attributes;
    }

    private static AttributeValue value(Random random, int depth) {
        return switch (random.nextInt(depth < 4 ? 10 : 8)) {
            case 0 -> AttributeValue.fromS(text(random));
            case 1 -> AttributeValue.fromN(String.valueOf(random.nextLong()));
            case 2 -> AttributeValue.fromB(bytes(random));
            case 3 -> AttributeValue.fromBool(random.nextBoolean());
            case 4 -> AttributeValue.fromNul(true);
            case 5 -> AttributeValue.fromSs(List.of(text(random), text(random)));
            case 6 -> AttributeValue.fromNs(List.of("1", "2.50", String.valueOf(random.nextInt())));
            case 7 -> AttributeValue.fromBs(List.of(bytes(random)));
            case 8 -> AttributeValue.fromM(attributes(random, depth + 1));
            default -> {
                List<AttributeValue> list = new ArrayList<>();
                for (int size = random.nextInt(4); size > 0; size--) {
                    list.add(value(random, depth + 1));
                }
                yield AttributeValue.fromL(list);
            }
        };
    }

    private static SdkBytes bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return SdkBytes.fromByteArray(bytes);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(200); length > 0; length--) {
            int codePoint = random.nextInt(0x10000);
            text.appendCodePoint(Character.isSurrogate((char) codePoint) ? 0x1f600 : codePoint);
        }
        return text.toString();
    }
}
