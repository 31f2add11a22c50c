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

import java.util.List;
import java.util.Map;

/**
 * Makes data keys and unwraps them. AWS KMS is the usual one; an application may bring its own as a bean, which then
 * replaces the configured one.
 *
 * <p>Implementations must be safe for use by concurrent threads. They need no cache and no retry beyond what their own
 * client does: callers share one call among all that need the same key, and keep what they were given.
 */
public interface KeyProvider {

    /**
     * Returns who wraps the keys, as it stands in every record. Records of another kind are refused without a call.
     *
     * @return the kind, always the same one
     */
    KeyKind kind();

    /**
     * Tells whether a wrapping key may be used for reading, without a call to anybody. What names it comes from the table
     * and is chosen by whoever writes it.
     *
     * @param keyArn what names the wrapping key
     * @return {@code true} if the configuration names this key
     */
    boolean accepts(String keyArn);

    /**
     * Returns the configured keys that are not accepted yet, because what their names stand for could not be looked up so
     * far. What was encrypted under them cannot be read meanwhile.
     *
     * @return their names as configured; empty once all are known, as they always are where nothing is looked up
     */
    default List<String> unresolvedKeyIds() {
        return List.of();
    }

    /**
     * Makes a new data key.
     *
     * @param context pairs that must be given again for unwrapping
     * @return the key, which belongs to the caller
     * @throws KeyUnavailableException if no key can be had
     */
    GeneratedKey generate(Map<String, String> context);

    /**
     * Unwraps a data key.
     *
     * @param keyArn what names the wrapping key; {@link #accepts} has been asked before
     * @param wrapped the wrapped data key
     * @param context the pairs that it was made with
     * @return the data key, 32 bytes, which belong to the caller
     * @throws KeyUnavailableException if the key cannot be had, or was not wrapped so
     */
    byte[] unwrap(String keyArn, byte[] wrapped, Map<String, String> context);
}
