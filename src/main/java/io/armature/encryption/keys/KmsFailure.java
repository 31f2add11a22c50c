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

import io.armature.client.MisconfigurationException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Why a call to KMS gave nothing, in words for whoever has to mend it.
 *
 * @param reason why
 * @param key what names the key: its ARN, or the configured text as long as that is not resolved
 * @param found what happened, a whole sentence
 * @param advice what to do, whole sentences
 * @param cause the SDK's exception, or {@code null}
 */
record KmsFailure(
        Reason reason,
        String key,
        String found,
        String advice,
        @Nullable Throwable cause) {

    KeyUnavailableException unavailable() {
        return new KeyUnavailableException(reason, key, found + " " + advice, cause);
    }

    MisconfigurationException misconfiguration() {
        return new MisconfigurationException(found, advice, cause);
    }
}
