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
package io.armature.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptibleDnsResolverTests {

    private final DnsResolver names = new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {address(1), address(2)};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return "canonical-" + host;
        }
    };

    private final InterruptibleDnsResolver resolver = new InterruptibleDnsResolver(names);

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void resolveShouldGiveWhatTheOtherGives() throws Exception {
        assertThat(resolver.resolve("host", 443))
                .containsExactly(new InetSocketAddress(address(1), 443), new InetSocketAddress(address(2), 443));
        assertThat(resolver.resolve("host")).containsExactly(address(1), address(2));
        assertThat(resolver.resolveCanonicalHostname("host")).isEqualTo("canonical-host");
    }

    @Test
    void resolveWhenInterruptedMeanwhileShouldGiveNoFurtherAddress() throws Exception {
        List<InetSocketAddress> addresses = resolver.resolve("host", 443);
        assertThat(addresses.get(0).getAddress()).isEqualTo(address(1));

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> addresses.get(1));
        assertThat(Thread.currentThread().isInterrupted())
                .as("left for the SDK to see")
                .isTrue();
    }

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    }
}
