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
package io.armature.benchmark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB Local as a process of its own, in memory. It ends when it is closed, and with this JVM at the latest. The system
 * property {@code dynamodb-local.arguments} names the file with its class path.
 */
public final class DynamoDbLocal implements AutoCloseable {

    /** Of the credentials that every client of the benchmark has. */
    public static final String ACCESS_KEY = "benchmark";

    /** Of the credentials that every client of the benchmark has. */
    public static final String SECRET_KEY = "none";

    private static final int ATTEMPTS = 5;

    private static final int START_SECONDS = 60;

    private static final int STOP_SECONDS = 15;

    private final Process process;

    private final int port;

    private final Path log;

    private DynamoDbLocal(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts it on a free port, and on another one if somebody else was quicker. */
    public static DynamoDbLocal start() throws IOException, InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            DynamoDbLocal started = start(freePort());
            if (started.answers()) {
                return started;
            }
            String log = started.log();
            started.close();
            Checks.require(log.contains("ddress already in use"), "DynamoDB Local did not start: " + log);
        }
        throw new IllegalStateException("DynamoDB Local found no free port");
    }

    private static DynamoDbLocal start(int port) throws IOException {
        Path log = Files.createTempFile("dynamodb-local", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        UntilInputEnds.class.getName(),
                        "software.amazon.dynamodb.services.local.main.ServerRunner",
                        "-inMemory",
                        "-sharedDb",
                        "-disableTelemetry",
                        "-port",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("CLASSPATH", ownClasses() + File.pathSeparator + classPath());
        return new DynamoDbLocal(builder.start(), port, log);
    }

    private static String classPath() throws IOException {
        return Files.readString(Path.of(System.getProperty("dynamodb-local.arguments")))
                .strip();
    }

    private static Path ownClasses() {
        return Path.of(URI.create(DynamoDbLocal.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until it answers, or is known not to. The log is asked too, since another program might have the port. */
    private boolean answers() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() - deadline < 0 && !process.waitFor(20, TimeUnit.MILLISECONDS)) {
            if (log().contains(UntilInputEnds.STARTED) && isListening()) {
                return true;
            }
        }
        return false;
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException ex) {
            return false;
        }
    }

    private String log() throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }

    /** Returns where it answers. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Returns a client with the SDK's defaults. */
    public DynamoDbClient client() {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build();
    }

    /** Returns the properties of an application that uses it. */
    public String[] properties() {
        return new String[] {
            "armature.client.endpoint=" + endpoint(), "armature.client.region=" + Region.EU_CENTRAL_1.id()
        };
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit()
                .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
        Files.deleteIfExists(log);
    }
}
