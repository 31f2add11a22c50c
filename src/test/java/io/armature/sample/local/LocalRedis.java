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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis as a process of its own, reachable from this machine only, which stores nothing on disk.
 *
 * <p>The process ends with {@link #close()}, and with this JVM at the latest, even if that is killed: a small JVM
 * between the two sees to it. Instances are safe for use by many threads.
 */
public final class LocalRedis implements AutoCloseable {

    private static final String NAME = "Redis";

    private static final String LOOPBACK = "127.0.0.1";

    private static final List<String> SMALL_JVM =
            List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=8m");

    private final ChildJvm jvm;

    private final int port;

    private LocalRedis(ChildJvm jvm, int port) {
        this.jvm = jvm;
        this.port = port;
    }

    /**
     * Starts Redis on a free port and waits until it answers.
     *
     * @return the running process
     * @throws IllegalStateException if it does not start within a minute; the message has the end of its log
     */
    public static LocalRedis start() {
        return Ports.startOnFreePort(LocalRedis::start);
    }

    /**
     * Starts Redis on a free port, with settings of its own, and waits until it listens.
     *
     * @param options options of the command line for a port, such as {@code --requirepass}; they replace those that are usual here
     * @return the running process
     * @throws IllegalStateException if it does not start within a minute; the message has the end of its log
     */
    public static LocalRedis start(IntFunction<List<String>> options) {
        return Ports.startOnFreePort(port -> start(executable(), port, options.apply(port)));
    }

    /**
     * Starts Redis and waits until it answers.
     *
     * @param port port to listen on
     * @return the running process
     * @throws PortInUseException if something listens on the port
     * @throws IllegalStateException if it does not start within a minute; the message has the end of its log
     */
    public static LocalRedis start(int port) {
        return start(executable(), port, List.of());
    }

    private static LocalRedis start(Path executable, int port, List<String> options) {
        Ports.requireFree(NAME, port);
        List<String> arguments = new ArrayList<>(List.of(
                UntilInputEnds.EXECUTABLE,
                executable.toString(),
                "--port",
                String.valueOf(port),
                "--bind",
                LOOPBACK,
                "--save",
                "",
                "--appendonly",
                "no"));
        arguments.addAll(options);
        ChildJvm jvm = ChildJvm.start(
                NAME, LocalFiles.workFolder().resolve("redis-" + port + ".log"), "", SMALL_JVM, arguments);
        jvm.awaitStart("Ready to accept connections", port);
        return new LocalRedis(jvm, port);
    }

    /** Returns that of the machine if one is named, for tests with another version. */
    private static Path executable() {
        String own = System.getenv("ARMATURE_REDIS_SERVER");
        return own != null ? Path.of(own) : unpackedExecutable();
    }

    /** Unpacks beside the place and moves at once, since another process may start the same executable now. */
    private static Path unpackedExecutable() {
        try {
            Path folder = Files.createTempDirectory(LocalFiles.workFolder(), "redis-");
            Path unpacked = ExecutableProvider.newJarResourceProvider(folder.toFile())
                    .get()
                    .toPath();
            Path executable = LocalFiles.workFolder().resolve(unpacked.getFileName());
            if (Files.exists(executable)) {
                Files.delete(unpacked);
            } else {
                Files.move(unpacked, executable, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.delete(folder);
            return executable;
        } catch (IOException ex) {
            throw new UncheckedIOException("Redis could not be unpacked", ex);
        }
    }

    /**
     * Returns the address that it listens on.
     *
     * @return the loopback address
     */
    public String host() {
        return LOOPBACK;
    }

    /**
     * Returns the port that it listens on.
     *
     * @return the port
     */
    public int port() {
        return port;
    }

    /** Ends the process, with all its data, and waits for the end. */
    @Override
    public void close() {
        jvm.close();
    }
}
