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
package io.armature.encryption.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.encryption.keys.KeyUnavailableException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("F21")
class LocalKeyProviderTests {

    private static final Map<String, String> CONTEXT =
            Map.of("armature:table", "customers", "armature:domain", "test", "stage", "one");

    @TempDir
    private Path directory;

    @Test
    void unwrapWhenKeyWasGeneratedShouldReturnIt() {
        LocalKeyProvider provider = provider("a");
        GeneratedKey key = provider.generate(CONTEXT);

        assertThat(provider.kind()).isEqualTo(KeyKind.LOCAL);
        assertThat(key.plaintext()).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(key.wrapped()).hasSize(60);
        assertThat(provider.accepts(key.keyArn())).isTrue();
        assertThat(provider.unwrap(key.keyArn(), key.wrapped(), CONTEXT)).isEqualTo(key.plaintext());
    }

    @Test
    void generateWhenCalledTwiceShouldShareNothing() {
        LocalKeyProvider provider = provider("a");
        GeneratedKey one = provider.generate(CONTEXT);
        GeneratedKey other = provider.generate(CONTEXT);

        assertThat(one.plaintext()).isNotEqualTo(other.plaintext());
        assertThat(Arrays.copyOf(one.wrapped(), 12)).isNotEqualTo(Arrays.copyOf(other.wrapped(), 12));
        assertThat(one.keyArn()).isEqualTo(other.keyArn());
    }

    @Test
    void openWhenFileIsThereShouldWorkWithItsKey() {
        GeneratedKey key = provider("a").generate(CONTEXT);

        assertThat(provider("a").unwrap(key.keyArn(), key.wrapped(), CONTEXT)).isEqualTo(key.plaintext());
    }

    @Test
    void unwrapWhenPairsComeInAnotherOrderShouldReturnTheKey() {
        LocalKeyProvider provider = provider("a");
        Map<String, String> forth = new LinkedHashMap<>();
        Map<String, String> back = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            forth.put("name" + i, "value" + i);
            back.put("name" + (9 - i), "value" + (9 - i));
        }
        GeneratedKey key = provider.generate(forth);

        assertThat(provider.unwrap(key.keyArn(), key.wrapped(), back)).isEqualTo(key.plaintext());
    }

    @Test
    @Tag("F1")
    void unwrapWhenContextDiffersShouldRefuse() {
        LocalKeyProvider provider = provider("a");
        GeneratedKey key = provider.generate(Map.of("ab", "c", "d", "e"));

        for (Map<String, String> other : List.of(
                Map.<String, String>of(),
                Map.of("ab", "c"),
                Map.of("ab", "c", "d", "f"),
                Map.of("a", "bc", "d", "e"),
                Map.of("ab", "cd", "", "e"),
                Map.of("ab", "e", "d", "c"),
                Map.of("ab", "c", "d", "e", "f", ""))) {
            assertRefused(provider, key.keyArn(), key.wrapped(), other);
        }
    }

    @Test
    void unwrapWhenAnyByteIsChangedShouldRefuse() {
        LocalKeyProvider provider = provider("a");
        GeneratedKey key = provider.generate(CONTEXT);

        for (int i = 0; i < key.wrapped().length; i++) {
            byte[] changed = key.wrapped().clone();
            changed[i] ^= 1;
            assertRefused(provider, key.keyArn(), changed, CONTEXT);
        }
    }

    @Test
    void unwrapWhenLengthIsWrongShouldRefuse() {
        LocalKeyProvider provider = provider("a");
        GeneratedKey key = provider.generate(CONTEXT);

        for (int length = 0; length < 70; length++) {
            if (length != key.wrapped().length) {
                assertRefused(provider, key.keyArn(), Arrays.copyOf(key.wrapped(), length), CONTEXT);
            }
        }
    }

    @Test
    @Tag("F7")
    void unwrapWhenKeyIsOfAnotherFileShouldRefuse() {
        GeneratedKey key = provider("a").generate(CONTEXT);
        LocalKeyProvider other = provider("b");

        assertThat(other.accepts(key.keyArn())).isFalse();
        assertThat(other.accepts("local:")).isFalse();
        assertThat(other.accepts("")).isFalse();
        assertRefused(other, key.keyArn(), key.wrapped(), CONTEXT);
        String itsName = other.generate(CONTEXT).keyArn();
        assertThat(itsName).isNotEqualTo(key.keyArn());
        assertRefused(other, itsName, key.wrapped(), CONTEXT);
    }

    @Test
    void toStringWhenAskedShouldHoldNoKey() throws IOException {
        LocalKeyProvider provider = provider("a");
        GeneratedKey key = provider.generate(CONTEXT);
        String base64 = Files.readAllLines(directory.resolve("a")).get(1);
        String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
        String texts = provider + " " + key + " " + key.keyArn() + " "
                + LocalKey.parse(Files.readAllBytes(directory.resolve("a")));

        assertThat(key.keyArn()).matches("local:[0-9a-f]{32}");
        assertThat(provider).hasToString("LocalKeyProvider[" + key.keyArn() + "]");
        assertThat(LocalKey.parse(Files.readAllBytes(directory.resolve("a"))))
                .hasToString("LocalKey[" + key.keyArn().substring("local:".length()) + "]");
        assertThat(texts)
                .doesNotContain(base64)
                .doesNotContain(hex.substring(0, 8))
                .doesNotContain(hex.substring(56))
                .doesNotContain(HexFormat.of().formatHex(key.plaintext()));
    }

    private LocalKeyProvider provider(String file) {
        return LocalKeyProvider.open(directory.resolve(file));
    }

    private static void assertRefused(
            LocalKeyProvider provider, String keyArn, byte[] wrapped, Map<String, String> context) {
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> provider.unwrap(keyArn, wrapped, context))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.RECORD_REFUSED))
                .withMessageContaining("development key local:");
    }
}
