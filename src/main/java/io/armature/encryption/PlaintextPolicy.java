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

/** What is done with plaintext in an encrypted attribute. Only {@link #FORBID} protects the integrity of values. */
public enum PlaintextPolicy {
    /** Plaintext is refused, on reading and on writing. */
    FORBID,
    /** Plaintext is read, ciphertext is written: while a table's old items are being encrypted. */
    READ_ALLOWED,
    /** Both are read, plaintext is written: while instances that cannot decrypt are still running. */
    WRITE_PLAINTEXT
}
