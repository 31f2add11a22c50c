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
package io.armature.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tests of {@link FaultyNames}. */
class FaultyNamesTests {

    private final FaultyNames names = new FaultyNames();

    @Test
    void lookUpWhenNothingIsWrongShouldKnowEveryName() throws Exception {
        assertThat(names.lookUp("dynamodb.test")).singleElement().hasToString("dynamodb.test/127.0.0.1");
        assertThat(names.lookUps()).isOne();
    }

    @Test
    void lookUpWhenNamesAreForgottenShouldFailUntilTheyAreKnown() throws Exception {
        names.forget();
        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> names.lookUp("dynamodb.test"));

        names.know();
        assertThat(names.lookUp("dynamodb.test")).hasSize(1);
    }

    @Test
    void lookUpWhenItHangsShouldNotBeInterruptible() {
        names.hang();
        AtomicReference<Thread> thread = new AtomicReference<>();
        CompletableFuture<InetAddress[]> answer = CompletableFuture.supplyAsync(() -> {
            thread.set(Thread.currentThread());
            try {
                return names.lookUp("dynamodb.test");
            } catch (UnknownHostException ex) {
                throw new CompletionException(ex);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        });
        Awaitility.await().until(() -> names.hanging() == 1);
        thread.get().interrupt();
        assertThat(answer).isNotDone();

        names.know();
        assertThat(answer.join()).hasSize(1);
        assertThat(names.hanging()).isZero();
    }
}
