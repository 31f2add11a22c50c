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
package io.armature.redis;

import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted.
 *
 * @param keys the client's own certificate, {@code null} for none
 * @param trust the certificates that are trusted, {@code null} for those of the JVM
 * @param ciphers names of the cipher suites, empty for those of the JVM
 * @param protocols names of the protocols, empty for those of the JVM
 */
public record RedisTls(
        @Nullable KeyManagerFactory keys,
        @Nullable TrustManagerFactory trust,
        List<String> ciphers,
        List<String> protocols) {

    /**
     * Copies the lists.
     *
     * @param keys the client's own certificate, {@code null} for none
     * @param trust the certificates that are trusted, {@code null} for those of the JVM
     * @param ciphers names of the cipher suites, empty for those of the JVM
     * @param protocols names of the protocols, empty for those of the JVM
     */
    public RedisTls {
        ciphers = List.copyOf(ciphers);
        protocols = List.copyOf(protocols);
    }
}
