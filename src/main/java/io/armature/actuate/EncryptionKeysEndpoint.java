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
package io.armature.actuate;

import io.armature.encryption.DataKeys;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;

/**
 * Endpoint that forgets all data keys at once, such as after a permission was revoked. No access unless
 * {@code management.endpoint.encryptionkeys.access} says so.
 */
@Endpoint(id = "encryptionkeys", defaultAccess = Access.NONE)
public final class EncryptionKeysEndpoint {

    private final DataKeys keys;

    /**
     * Creates the endpoint.
     *
     * @param keys the data keys
     */
    public EncryptionKeysEndpoint(DataKeys keys) {
        this.keys = keys;
    }

    /** Forgets all data keys; values in work are finished, the next ones ask the provider of keys again. */
    @DeleteOperation
    public void flush() {
        keys.flush();
    }
}
