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
package io.armature.sample.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.IntFunction;

/** Ports for the emulators. */
final class Ports {

    private static final int ATTEMPTS = 5;

    private Ports() {}

    /**
     * Starts something on a free port, and again on another one when the port was taken before the start reached it.
     *
     * @param start the start, which throws {@link PortInUseException} when its port is taken
     * @return what was started
     */
    static <T> T startOnFreePort(IntFunction<T> start) {
        for (int attempt = 1; ; attempt++) {
            try {
                return start.apply(freePort());
            } catch (PortInUseException ex) {
                if (attempt == ATTEMPTS) {
                    throw ex;
                }
            }
        }
    }

    /** Refuses a port on which something listens, sooner than the emulator itself would. */
    static void requireFree(String name, int port) {
        try {
            new ServerSocket(port).close();
        } catch (IOException ex) {
            throw new PortInUseException(name, port);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
