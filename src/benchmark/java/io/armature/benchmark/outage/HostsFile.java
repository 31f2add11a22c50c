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

import io.armature.benchmark.Checks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that this JVM knows, in place of its name service. So names come and go for all clients alike, and none has to
 * be given a resolver for it.
 */
final class HostsFile implements AutoCloseable {

    private static final String PROPERTY = "jdk.net.hosts.file";

    private final Path file;

    private final Set<String> names = new TreeSet<>(Set.of("localhost"));

    private HostsFile(Path file) {
        this.file = file;
    }

    /** Takes the place of the name service, which only works before the JVM has looked up its first name. */
    static HostsFile install() throws IOException {
        HostsFile hosts = new HostsFile(Files.createTempFile("armature-benchmark", ".hosts"));
        System.setProperty(PROPERTY, hosts.file.toString());
        hosts.add("known.test");
        Checks.require(
                hosts.resolves("known.test") && !hosts.resolves("unknown.test"),
                "The JVM does not take names from " + PROPERTY);
        return hosts;
    }

    private boolean resolves(String name) {
        try {
            return InetAddress.getByName(name).isLoopbackAddress();
        } catch (UnknownHostException ex) {
            return false;
        }
    }

    synchronized void add(String name) {
        names.add(name);
        write();
    }

    synchronized void remove(String name) {
        names.remove(name);
        write();
    }

    /** Replaces the file as a whole, since the JVM reads it at each look-up. */
    private void write() {
        StringBuilder lines = new StringBuilder();
        names.forEach(name -> lines.append("127.0.0.1 ").append(name).append('\n'));
        try {
            Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), lines);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
