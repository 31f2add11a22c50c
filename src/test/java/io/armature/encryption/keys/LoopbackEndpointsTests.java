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

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("F21")
class LoopbackEndpointsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:8000",
                "HTTPS://LocalHost:4566/path?query",
                "http://user:password@localhost:8000",
                "http://127.0.0.1:8000",
                "http://127.0.0.0",
                "http://127.255.255.255",
                "http://[::1]:8000",
                "http://[0:0:0:0:0:0:0:1]",
                "http://[::ffff:127.0.0.1]"
            })
    void isLoopbackWhenDefinedAsSuchShouldBeTrue(String endpoint) {
        assertThat(LoopbackEndpoints.isLoopback(URI.create(endpoint))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dynamodb.eu-west-1.amazonaws.com",
                "http://localhost.evil.com",
                "http://localhost.localstack.cloud:4566",
                "http://localhost.localdomain",
                "http://my.localhost",
                "http://localhost.",
                "http://notlocalhost",
                "http://127.0.0.1.nip.io",
                "http://127.0.0.1.",
                "http://localhost@evil.com",
                "http://localhost:80@evil.com",
                "http://127.0.0.1:80@evil.com:80",
                "http://evil.com/localhost",
                "http://evil.com#localhost",
                "http://evil.com?@localhost",
                "http://126.255.255.255",
                "http://128.0.0.1",
                "http://0.0.0.0:8000",
                "http://10.0.0.1",
                "http://127.1",
                "http://127.0.0.256",
                "http://127.0.0.01",
                "http://2130706433",
                "http://0x7f.0.0.1",
                "http://[::]",
                "http://[::2]",
                "http://[fe80::1]",
                "http://[::1%nosuch9]",
                "http://[::ffff:10.0.0.1]",
                "http:///path",
                "localhost",
                "mailto:root@localhost"
            })
    void isLoopbackWhenAnythingElseShouldBeFalse(String endpoint) {
        assertThat(LoopbackEndpoints.isLoopback(URI.create(endpoint))).isFalse();
    }

    @Test
    void isLoopbackWhenThereIsNoEndpointShouldBeFalse() {
        assertThat(LoopbackEndpoints.isLoopback(null)).isFalse();
    }
}
