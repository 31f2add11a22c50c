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
package io.armature.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.encryption.keys.KeyUnavailableException;
import io.armature.encryption.keys.KeyUnavailableException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;

/** Failures of keys as Spring names them; those of values are tried where values are refused. */
class EncryptionFailuresTests {

    private final ExceptionTranslation translation = new ExceptionTranslation();

    @ParameterizedTest
    @EnumSource(Reason.class)
    void translateWhenKeyIsUnavailableShouldTellWhetherItMayPass(Reason reason) {
        KeyUnavailableException error = new KeyUnavailableException(reason, "key", "Allow kms:Decrypt.", null);
        Class<? extends DataAccessException> expected = reason == Reason.ACCESS_DENIED
                ? PermissionDeniedDataAccessException.class
                : reason.isPassing()
                        ? TransientDataAccessResourceException.class
                        : NonTransientDataAccessResourceException.class;
        assertThat(translation.translateOrSelf(error, Doing.of("GetItem", "a")))
                .isExactlyInstanceOf(expected)
                .hasMessage("GetItem on table 'a' failed: Allow kms:Decrypt.")
                .hasCause(error);
        assertThat(translation.translateExceptionIfPossible(error)).isExactlyInstanceOf(expected);
    }

    @Test
    void translateWhenTheEnhancedClientWrapsItShouldSayThatTheWriteHappened() {
        KeyUnavailableException error = new KeyUnavailableException(Reason.THROTTLED, "key", "Wait.", null);
        assertThat(translation.translateOrSelf(
                        new IllegalStateException("wrapped", error), Doing.of("UpdateItem", "a")))
                .isInstanceOf(TransientDataAccessResourceException.class)
                .hasMessageStartingWith("UpdateItem on table 'a' has written")
                .hasCause(error);
        IllegalStateException other = new IllegalStateException("other", new IllegalArgumentException("x"));
        assertThat(translation.translateOrSelf(other, Doing.of("UpdateItem", "a")))
                .isSameAs(other);
    }
}
