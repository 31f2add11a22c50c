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

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells endpoints on this machine from all others, by their text alone: no name is looked up. */
public final class LoopbackEndpoints {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /** No leading zeros: some resolvers read them as octal numbers. */
    private static final Pattern IPV4 = Pattern.compile("127\\.%1$s\\.%1$s\\.%1$s".formatted(OCTET));

    private LoopbackEndpoints() {}

    /**
     * Tells whether an endpoint is on this machine by definition: {@code localhost}, an address of 127.0.0.0/8 in its
     * usual spelling, or the IPv6 address {@code ::1} in any. Other names are not, whatever they resolve to, since
     * whoever answers for them decides that anew each time.
     *
     * @param endpoint the endpoint, or {@code null} for the service's own
     * @return {@code true} if nothing sent there leaves the machine
     */
    public static boolean isLoopback(@Nullable URI endpoint) {
        String host = (endpoint != null) ? endpoint.getHost() : null;
        if (host == null) {
            return false;
        }
        return host.equalsIgnoreCase("localhost") || IPV4.matcher(host).matches() || isIpv6Loopback(host);
    }

    /** Asks the JDK for addresses in brackets only, which it never looks up. */
    private static boolean isIpv6Loopback(String host) {
        if (!host.startsWith("[")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException ex) {
            return false;
        }
    }
}
