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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A JVM that runs {@link UntilInputEnds} with its output in a log file, and so ends with this JVM at the latest. */
final class ChildJvm implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private static final int LINES_OF_LOG_IN_ERRORS = 20;

    /** Keeps what nobody closes from the garbage collector, which might close the pipe. */
    private static final Set<ChildJvm> RUNNING = ConcurrentHashMap.newKeySet();

    private final String name;

    private final Path log;

    private final Process process;

    private ChildJvm(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts a JVM.
     *
     * @param name name for people, "DynamoDB Local"
     * @param log file for what it prints
     * @param classPath class path beside the classes of this package; may be empty
     * @param jvmOptions options of the JVM
     * @param arguments arguments of {@link UntilInputEnds}
     * @return the JVM, which may not have started its work yet
     */
    static ChildJvm start(String name, Path log, String classPath, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add(UntilInputEnds.class.getName());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // By the environment, since neither blanks nor the short command lines of Windows matter there.
        builder.environment().put("CLASSPATH", LocalFiles.ownClasses() + File.pathSeparator + classPath);
        try {
            ChildJvm child = new ChildJvm(name, log, builder.start());
            RUNNING.add(child);
            return child;
        } catch (IOException ex) {
            throw new UncheckedIOException(name + " could not be started", ex);
        }
    }

    /**
     * Waits until the program answers, and ends the JVM if it does not within a minute.
     *
     * @param text what the program prints when it has started: another one might answer on the port before
     * @param port port that the program was told to listen on
     * @throws PortInUseException if the log says that the port is in use
     * @throws IllegalStateException if the program ends or takes too long; its message has the end of the log
     */
    void awaitStart(String text, int port) {
        long deadlineNanos = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!log().contains(text) || !answers(port)) {
            if (ended(Duration.ofMillis(20))) {
                RUNNING.remove(this);
                throw log().contains("ddress already in use")
                        ? new PortInUseException(name, port)
                        : failure("ended while it started, exit code " + process.exitValue());
            }
            if (System.nanoTime() > deadlineNanos) {
                IllegalStateException failure = failure("did not start within " + START_TIMEOUT.toSeconds() + " s");
                close();
                throw failure;
            }
        }
    }

    private IllegalStateException failure(String what) {
        List<String> lines = log().lines().toList();
        List<String> end = lines.subList(Math.max(0, lines.size() - LINES_OF_LOG_IN_ERRORS), lines.size());
        return new IllegalStateException(name + " " + what + "; the end of its log:\n" + String.join("\n", end));
    }

    /** Ends the JVM and what it started, waits for the end, and deletes the log. */
    @Override
    public void close() {
        RUNNING.remove(this);
        try {
            process.getOutputStream().close();
            if (!ended(Duration.ofSeconds(15))) {
                kill();
            }
            Files.deleteIfExists(log);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private boolean ended(Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            kill();
            return true;
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException ex) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
