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

/** A port that an emulator was to listen on belongs to another process. */
public final class PortInUseException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final int port;

    PortInUseException(String name, int port) {
        super("Port " + port + " is in use, so " + name
                + " cannot listen on it. End the process that has it, or choose another port.");
        this.port = port;
    }

    /**
     * Returns the port.
     *
     * @return the port that is in use
     */
    public int port() {
        return port;
    }
}
