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

import static io.armature.encryption.ItemFixture.KEYS;
import static io.armature.encryption.ItemFixture.SCOPE;
import static io.armature.encryption.Values.b;
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.armature.encryption.DecryptionException.Reason;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever bytes stand in a table, a reader gets the typed refusal and pays little for it. */
@Tag("F8")
@Tag("F9")
@Tag("F10")
@Tag("F14")
class FormatFuzzTests {

    private static final int INPUTS = 200_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ItemFixture fixture = new ItemFixture();

    private final byte[] dataKey = ItemFixture.dataKey(0);

    private final KeyRecord record = fixture.wrap(dataKey);

    private final AttributeCipher cipher = fixture.cipher(dataKey, SCOPE);

    private final byte[][] seeds = {
        cipher.seal("email", s("a@b.c"), KEYS, null).b().asByteArray(),
        cipher.seal("email", s("a@b.c"), KEYS, record).b().asByteArray()
    };

    @Test
    void openWhenBytesAreRandomShouldThrowNothingButTheTypedRefusal() {
        Random random = new Random(8);
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        for (int i = 0; i < INPUTS; i++) {
            byte[] stored = input(random);
            AttributeValue itemRecord = random.nextBoolean() ? b(mutate(random, record.toByteArray())) : null;
            try {
                Location where = new Location("customers", "email");
                Envelope envelope = Envelope.parse(where, b(stored));
                cipher.open("email", envelope, envelope.record(where, new ItemKeyRecord(itemRecord)), KEYS);
            } catch (DecryptionException ex) {
                reasons.add(ex.reason());
                assertThat(ex.table()).isEqualTo("customers");
            }
        }
        assertThat(EnumSet.complementOf(EnumSet.copyOf(reasons)))
                .as("Reasons that take a whole item, a key service or an authentic value")
                .containsExactly(
                        Reason.PRIMARY_KEY_MISSING,
                        Reason.TENANT_UNKNOWN,
                        Reason.KEY_NOT_ACCEPTED,
                        Reason.KEY_REFUSED,
                        Reason.KEY_UNAVAILABLE,
                        Reason.PLAINTEXT_MALFORMED);
    }

    @Test
    void readWhenCountOrLengthIsForgedShouldAllocateLittle() {
        for (String type : new String[] {"01", "02", "03", "06", "07", "08", "09", "0a"}) {
            for (String count : new String[] {"7fffffff", "ffffffff", "00ffffff", "80000000"}) {
                byte[] bytes = HexFormat.of().parseHex("0900000001" + type + count + "0000000161".repeat(100));
                assertThat(allocated(() -> PlaintextReader.read(bytes))).isLessThan(32_768);
            }
        }
        byte[] envelope = Arrays.copyOf(seeds[1], seeds[1].length);
        envelope[5] = (byte) 0xFF;
        Location where = new Location("customers", "email");
        assertThat(allocated(() -> Envelope.parse(where, b(envelope)))).isLessThan(32_768);
    }

    private static long allocated(Runnable refused) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            boolean thrown = false;
            try {
                refused.run();
            } catch (MalformedPlaintextException | DecryptionException ex) {
                thrown = true;
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            assertThat(thrown).isTrue();
        }
        return least;
    }

    private byte[] input(Random random) {
        if (random.nextInt(4) > 0) {
            return mutate(random, seeds[random.nextInt(seeds.length)]);
        }
        byte[] bytes = new byte[random.nextInt(400)];
        random.nextBytes(bytes);
        byte[] header = Envelope.header(random.nextBoolean());
        System.arraycopy(header, 0, bytes, 0, Math.min(random.nextInt(6), bytes.length));
        return bytes;
    }

    private static byte[] mutate(Random random, byte[] seed) {
        byte[] bytes = random.nextInt(8) == 0 ? Arrays.copyOf(seed, random.nextInt(seed.length + 4)) : seed.clone();
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            int position =
                    random.nextBoolean() ? random.nextInt(Math.min(12, bytes.length)) : random.nextInt(bytes.length);
            bytes[position] = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(3));
        }
        return bytes;
    }
}
