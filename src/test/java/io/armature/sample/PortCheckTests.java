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
package io.armature.sample;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.MisconfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTests {

    @Test
    void requireFreeWhenPortIsTakenShouldSayThatTheStoreMayBeRunning() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            assertThatExceptionOfType(MisconfigurationException.class)
                    .isThrownBy(() -> PortCheck.requireFree(port, null))
                    .withMessage(
                            "Port %d cannot be opened (Address already in use): "
                                    + "perhaps the store is running already.",
                            port);
        }
    }

    @Test
    void requireFreeWhenPortIsTakenOnOneAddressShouldRefuse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(MisconfigurationException.class)
                    .isThrownBy(() -> PortCheck.requireFree(taken.getLocalPort(), null));
        }
    }

    @Test
    void requireFreeWhenPortIsFreeShouldLeaveItFree() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatCode(() -> PortCheck.requireFree(port, null)).doesNotThrowAnyException();
        assertThatCode(() -> PortCheck.requireFree(port, null)).doesNotThrowAnyException();
    }
}
