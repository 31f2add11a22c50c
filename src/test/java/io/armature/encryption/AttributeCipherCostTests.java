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

import static io.armature.encryption.ItemFixture.SCOPE;
import static io.armature.encryption.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.armature.support.CostComparison;
import io.armature.support.CostMeter;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What sealing costs beside bare AES-GCM; bytes are gated, since they are steady, time is only reported.
 *
 * <p>Fails when 512 bytes for each value are planted.
 */
@Tag("F11")
@Tag("slow")
class AttributeCipherCostTests {

    private static final String[] ATTRIBUTES = {"email", "phone", "address", "note"};

    private final ItemFixture fixture = new ItemFixture();

    private final AttributeCipher cipher = fixture.cipher(ItemFixture.dataKey(0), SCOPE);

    private final AttributeValue value = s("0123456789abcdef".repeat(4));

    private final byte[] plain = new byte[64];

    private final SecretKey key = new RawKey("AES", ItemFixture.dataKey(0));

    private final Cipher bare = new JceProvider(null).aesGcm();

    private int sink;

    @Test
    void sealWhenItemHasFourValuesOf64BytesShouldAllocateLessThanTwiceWhatBareGcmDoes(TestReporter reporter) {
        CostComparison cost = CostMeter.of(21, 10_000).compare(this::seal, this::sealBare);
        assertThat(sink).isNotZero();
        reporter.publishEntry("an item", cost.toString());
        reporter.publishEntry("ratio of CPU", String.valueOf(cost.nanosRatio()));

        assertThat(cost.bytesRatio()).isLessThanOrEqualTo(1.9);
    }

    private void seal() {
        KeyAttributes keys = KeyAttributes.of("id", s("customer-4711"));
        try (ItemCipher item = cipher.forItem(keys)) {
            for (String attribute : ATTRIBUTES) {
                sink += item.seal(attribute, value, null).b().asByteArrayUnsafe().length;
            }
        }
    }

    /** As little as can be: one cipher, one key for all values, a nonce that the JCE chooses, no associated data. */
    private void sealBare() throws GeneralSecurityException {
        for (int sealed = 0; sealed < ATTRIBUTES.length; sealed++) {
            bare.init(Cipher.ENCRYPT_MODE, key);
            sink += bare.getIV().length + bare.doFinal(plain).length;
        }
    }
}
