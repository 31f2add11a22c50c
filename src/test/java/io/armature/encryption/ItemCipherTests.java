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
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** Fails when it is planted that ciphers are never given back, or those that failed as well. */
class ItemCipherTests {

    private static AttributeCipher cipher(AesGcm aesGcm, JceProvider jce) {
        return new AttributeCipher(aesGcm, new KeyDerivation(new Hkdf(jce)), ItemFixture.dataKey(0), SCOPE);
    }

    /** Leaves a set of ciphers in the pool for the next one that wants some. */
    private static PooledCiphers pooled(AesGcm aesGcm, AttributeCipher cipher) {
        PooledCiphers ciphers = aesGcm.take(cipher.dataKey());
        aesGcm.giveBack(ciphers);
        return ciphers;
    }

    @Test
    void closeShouldGiveTheCiphersBack() {
        JceProvider jce = new JceProvider(null);
        AesGcm aesGcm = new AesGcm(jce);
        AttributeCipher cipher = cipher(aesGcm, jce);
        PooledCiphers pooled = pooled(aesGcm, cipher);
        try (ItemCipher item = cipher.forItem(KEYS)) {
            item.seal("email", s("a@b.c"), null);
        }
        assertThat(aesGcm.take(cipher.dataKey())).isSameAs(pooled);
    }

    @Test
    void closeWhenACipherFailedShouldNotGiveItToTheNext() {
        JceProvider jce = new JceProvider(new FixedNonceProvider(new byte[11]));
        AesGcm aesGcm = new AesGcm(jce);
        AttributeCipher cipher = cipher(aesGcm, jce);
        PooledCiphers pooled = pooled(aesGcm, cipher);
        assertThatIllegalStateException().isThrownBy(() -> {
            try (ItemCipher item = cipher.forItem(KEYS)) {
                item.seal("email", s("a@b.c"), null);
            }
        });
        assertThat(aesGcm.take(cipher.dataKey())).isNotSameAs(pooled);
    }
}
