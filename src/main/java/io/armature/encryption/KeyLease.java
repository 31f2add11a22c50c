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

/** The right to use a data key: its bytes stay until every lease is closed. For one thread. */
final class KeyLease implements AutoCloseable {

    private final AttributeCipher cipher;

    private final KeyRecord record;

    private final Runnable release;

    KeyLease(AttributeCipher cipher, KeyRecord record, Runnable release) {
        this.cipher = cipher;
        this.record = record;
        this.release = release;
    }

    AttributeCipher cipher() {
        return cipher;
    }

    KeyRecord record() {
        return record;
    }

    @Override
    public void close() {
        release.run();
    }
}
