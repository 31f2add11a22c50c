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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F11")
class PooledCiphersTests {

    private final PooledCiphers ciphers = new PooledCiphers(new JceProvider(null));

    private final RawKey owner = key();

    @Test
    void cipherWhenKeyWasUsedBeforeShouldBeTheOneThatHasIt() {
        ciphers.belongTo(owner);
        List<RawKey> keys = Stream.generate(PooledCiphersTests::key)
                .limit(PooledCiphers.MAXIMUM)
                .toList();
        List<Cipher> first = keys.stream().map(ciphers::cipher).toList();
        ciphers.belongTo(owner);
        assertThat(first).doesNotHaveDuplicates();
        assertThat(keys.stream().map(ciphers::cipher).toList()).isEqualTo(first);
    }

    @Test
    void cipherWhenThereAreMoreKeysThanCiphersShouldUseOneForTheRest() {
        ciphers.belongTo(owner);
        List<Cipher> used = new ArrayList<>();
        for (int i = 0; i < PooledCiphers.MAXIMUM + 3; i++) {
            used.add(ciphers.cipher(key()));
        }
        assertThat(used.stream().distinct()).hasSize(PooledCiphers.MAXIMUM);
        assertThat(used.subList(PooledCiphers.MAXIMUM, used.size())).containsOnly(used.get(PooledCiphers.MAXIMUM - 1));
    }

    @Test
    void belongToWhenOwnerIsAnotherShouldUseTheSameCiphersForItsKeys() {
        ciphers.belongTo(owner);
        RawKey before = key();
        Cipher cipher = ciphers.cipher(before);
        RawKey other = key();
        ciphers.belongTo(other);
        assertThat(ciphers.owner()).isSameAs(other);
        assertThat(ciphers.cipher(key())).isSameAs(cipher);
        assertThat(ciphers.cipher(before)).isNotSameAs(cipher);
    }

    @Test
    void associatedShouldHaveRoomForWhatIsAskedFor() {
        byte[] roomy = ciphers.associated(100);
        assertThat(roomy).hasSizeGreaterThanOrEqualTo(100);
        assertThat(ciphers.associated(50)).isSameAs(roomy);
        assertThat(ciphers.associated(10_000)).hasSize(10_000);
    }

    private static RawKey key() {
        return new RawKey("AES", new byte[32]);
    }
}
