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

import io.lettuce.core.codec.Base16;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The scripts, which Redis runs each as a whole. */
enum RedisScript {
    FILL,
    MARK,
    RENEW,
    EPOCH;

    private final byte[] source;

    private final String digest;

    RedisScript() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        append("value", bytes);
        append(name().toLowerCase(Locale.ROOT), bytes);
        this.source = bytes.toByteArray();
        this.digest = Base16.digest(source);
    }

    private static void append(String name, ByteArrayOutputStream target) {
        try (InputStream input = RedisScript.class.getResourceAsStream(name + ".lua")) {
            if (input == null) {
                throw new IllegalStateException("The script " + name + ".lua is missing beside " + RedisScript.class);
            }
            input.transferTo(target);
        } catch (IOException ex) {
            throw new UncheckedIOException("The script " + name + ".lua cannot be read", ex);
        }
    }

    byte[] source() {
        return source;
    }

    /** The name under which Redis keeps the script. */
    String digest() {
        return digest;
    }
}
