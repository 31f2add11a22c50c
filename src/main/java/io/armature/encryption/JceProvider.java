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

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Where algorithms come from.
 *
 * @param provider the only provider to ask, such as a FIPS module, or {@code null} for the order of the JVM
 */
record JceProvider(@Nullable Provider provider) {

    private static final String AES_GCM = "AES/GCM/NoPadding";

    static final String HMAC_SHA256 = "HmacSHA256";

    Cipher aesGcm() {
        try {
            return provider == null ? Cipher.getInstance(AES_GCM) : Cipher.getInstance(AES_GCM, provider);
        } catch (GeneralSecurityException ex) {
            throw missing(AES_GCM, ex);
        }
    }

    Mac hmacSha256() {
        try {
            return provider == null ? Mac.getInstance(HMAC_SHA256) : Mac.getInstance(HMAC_SHA256, provider);
        } catch (GeneralSecurityException ex) {
            throw missing(HMAC_SHA256, ex);
        }
    }

    /** Returns the failure of a provider to do what every provider of the algorithm has to do. */
    IllegalStateException unusable(String what, @Nullable Throwable cause) {
        return new IllegalStateException("%s %s".formatted(name(), what), cause);
    }

    private IllegalStateException missing(String algorithm, GeneralSecurityException cause) {
        return unusable("does not offer " + algorithm, cause);
    }

    private String name() {
        return provider == null ? "This JVM" : "The JCE provider " + provider.getName();
    }
}
