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
package io.armature.benchmark.outage;

import java.io.IOException;
import java.net.URI;

/** One server and the fault that befalls it. */
final class Target implements AutoCloseable {

    private final Fault fault;

    private final HostsFile hosts;

    private final FaultyServer server = new FaultyServer();

    private final String name = "dynamodb-" + server.port() + ".test";

    Target(Fault fault, HostsFile hosts) throws IOException {
        this.fault = fault;
        this.hosts = hosts;
        if (fault.isHealthyBefore()) {
            hosts.add(name);
        }
    }

    Fault fault() {
        return fault;
    }

    URI endpoint() {
        return URI.create("http://" + (fault.isNamed() ? name : "127.0.0.1") + ":" + server.port());
    }

    void beginOutage() throws IOException, InterruptedException {
        switch (fault) {
            case REFUSED -> server.refuse();
            case HUNG -> server.hang();
            case NAME_LOST -> {
                hosts.remove(name);
                server.endConnections();
            }
            case NAME_ABSENT -> hosts.remove(name);
        }
    }

    void endOutage() throws IOException {
        hosts.add(name);
        server.restore();
    }

    @Override
    public void close() {
        hosts.remove(name);
        server.close();
    }
}
