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

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F2")
@Tag("F3")
class HkdfTests {

    private final Hkdf hkdf = new Hkdf(new JceProvider(null));

    @Test
    void deriveWhenVectorIsOfRfc5869ShouldGiveItsKey() {
        List<Map<String, String>> vectors = Vectors.read("rfc-5869-HKDF-SHA256.txt");
        assertThat(vectors).hasSize(3);
        for (Map<String, String> vector : vectors) {
            byte[] derived = hkdf.derive(
                    Vectors.bytes(vector, "IKM"),
                    Vectors.bytes(vector, "salt"),
                    Vectors.bytes(vector, "info"),
                    Integer.parseInt(vector.get("L")));
            assertThat(HexFormat.of().formatHex(derived)).isEqualTo(vector.get("OKM"));
        }
    }

    @Test
    void deriveShouldLeaveTheArgumentsAsTheyAre() {
        byte[] key = {1, 2, 3};
        byte[] salt = {4, 5, 6};
        byte[] info = {7, 8, 9};
        hkdf.derive(key, salt, info, 32);
        assertThat(key).containsExactly(1, 2, 3);
        assertThat(salt).containsExactly(4, 5, 6);
        assertThat(info).containsExactly(7, 8, 9);
    }
}
