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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F11")
class AesGcmTests {

    private static final byte[] NONE = {};

    @Test
    void encryptWhenVectorIsOfNistShouldGiveItsCiphertextAndTag() {
        List<Map<String, String>> vectors = Vectors.read("gcmEncryptExtIV256.rsp");
        assertThat(vectors).hasSize(50);
        for (Map<String, String> vector : vectors) {
            byte[] nonce = Vectors.bytes(vector, "IV");
            byte[] plain = Vectors.bytes(vector, "PT");
            byte[] out = new byte[12 + plain.length + 16];
            AesGcm aesGcm = new AesGcm(new JceProvider(new FixedNonceProvider(nonce)));
            aesGcm.encrypt(key(vector), Vectors.bytes(vector, "AAD"), NONE, plain, out, 0);
            assertThat(out).isEqualTo(join(nonce, Vectors.bytes(vector, "CT"), Vectors.bytes(vector, "Tag")));
        }
    }

    @Test
    void decryptWhenVectorIsOfNistShouldGiveItsPlaintextOrRefuse() throws BadPaddingException {
        AesGcm aesGcm = new AesGcm(new JceProvider(null));
        int failing = 0;
        List<Map<String, String>> vectors = Vectors.read("gcmDecrypt256.rsp");
        for (Map<String, String> vector : vectors) {
            byte[] sealed =
                    join(Vectors.bytes(vector, "IV"), Vectors.bytes(vector, "CT"), Vectors.bytes(vector, "Tag"));
            byte[] associated = Vectors.bytes(vector, "AAD");
            if (vector.containsKey("FAIL")) {
                failing++;
                assertThatThrownBy(() -> aesGcm.decrypt(key(vector), associated, NONE, sealed, 0))
                        .isInstanceOf(AEADBadTagException.class);
            } else {
                assertThat(aesGcm.decrypt(key(vector), associated, NONE, sealed, 0))
                        .isEqualTo(Vectors.bytes(vector, "PT"));
            }
        }
        assertThat(vectors).hasSize(76);
        assertThat(failing).isEqualTo(51);
    }

    @Test
    void encryptWhenCalledOftenShouldNeverRepeatANonce() {
        AesGcm aesGcm = new AesGcm(new JceProvider(null));
        RawKey key = new RawKey("AES", new byte[32]);
        Set<ByteBuffer> nonces = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            byte[] out = new byte[12 + 1 + 16];
            aesGcm.encrypt(key, NONE, NONE, new byte[1], out, 0);
            nonces.add(ByteBuffer.wrap(out, 0, 12).slice());
        }
        assertThat(nonces).hasSize(10_000);
    }

    @Test
    void encryptWhenProviderChoosesAnotherLengthOfNonceShouldRefuseTheProvider() {
        AesGcm aesGcm = new AesGcm(new JceProvider(new FixedNonceProvider(new byte[16])));
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> aesGcm.encrypt(new RawKey("AES", new byte[32]), NONE, NONE, new byte[1], new byte[33], 0))
                .withMessageContaining("FixedNonce")
                .withMessageContaining("12 bytes");
    }

    @Test
    void encryptWhenProviderWritesShorterTagShouldRefuseTheProvider() {
        AesGcm aesGcm = new AesGcm(new JceProvider(new FixedNonceProvider(new byte[12], 96)));
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> aesGcm.encrypt(new RawKey("AES", new byte[32]), NONE, NONE, new byte[1], new byte[29], 0))
                .withMessageContaining("FixedNonce")
                .withMessageContaining("128 bits");
    }

    @Test
    void encryptWhenKeyIsDestroyedShouldFail() {
        AesGcm aesGcm = new AesGcm(new JceProvider(null));
        RawKey key = new RawKey("AES", new byte[32]);
        key.destroy();
        byte[] out = new byte[29];
        assertThatThrownBy(() -> aesGcm.encrypt(key, NONE, NONE, new byte[1], out, 0))
                .isInstanceOf(IllegalStateException.class);
        assertThat(out).containsOnly(0);
    }

    private static RawKey key(Map<String, String> vector) {
        return new RawKey("AES", Vectors.bytes(vector, "Key"));
    }

    private static byte[] join(byte[]... parts) {
        ByteWriter out = new ByteWriter(64);
        for (byte[] part : parts) {
            out.put(part);
        }
        return out.toByteArray();
    }
}
