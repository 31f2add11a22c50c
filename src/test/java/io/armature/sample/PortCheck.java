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

import io.armature.client.MisconfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Says that the port is taken before anything else is started, and not seconds later. */
@Order(PortCheck.ORDER)
final class PortCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    static final int ORDER = 0;

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Environment environment = event.getEnvironment();
        requireFree(
                environment.getRequiredProperty("server.port", int.class),
                environment.getProperty("server.address", InetAddress.class));
    }

    /** @throws MisconfigurationException if nothing can be opened on the port; port 0 is any free one */
    static void requireFree(int port, @Nullable InetAddress address) {
        try {
            new ServerSocket(port, 1, address).close();
        } catch (BindException ex) {
            throw new MisconfigurationException(
                    "Port " + port + " cannot be opened (" + ex.getMessage()
                            + "): perhaps the store is running already.",
                    "Stop what listens there, or choose another port with --server.port=" + (port + 1) + ".",
                    ex);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
