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
package io.armature.client.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks a name service for the addresses of a host. Implementations are called by several threads at a time. */
@FunctionalInterface
public interface HostLookup {

    /**
     * Looks a name up. It may block; it is called on a thread that is kept for that.
     *
     * @param host the name, in lower case
     * @return the addresses in the order in which they are to be tried; none is a failure
     * @throws UnknownHostException if the name has no addresses, or the name service fails
     */
    InetAddress[] lookUp(String host) throws UnknownHostException;

    /**
     * Returns the look-up of the JVM, with its caches.
     *
     * @return {@link InetAddress#getAllByName(String)}
     */
    static HostLookup ofJvm() {
        return InetAddress::getAllByName;
    }
}
