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

import java.net.URI;
import java.util.List;

/**
 * DynamoDB Local as a process of its own, in memory, with one database for all credentials and regions.
 *
 * <p>The process ends with {@link #close()}, and with this JVM at the latest, even if that is killed. Instances are
 * safe for use by many threads.
 */
public final class LocalDynamoDb implements AutoCloseable {

    private static final String NAME = "DynamoDB Local";

    private final ChildJvm jvm;

    private final int port;

    private LocalDynamoDb(ChildJvm jvm, int port) {
        this.jvm = jvm;
        this.port = port;
    }

    /**
     * Starts DynamoDB Local on a free port and waits until it answers.
     *
     * @return the running process
     * @throws MissingClassPathException if the build has not said where DynamoDB Local is
     * @throws IllegalStateException if it does not start within a minute; the message has the end of its log
     */
    public static LocalDynamoDb start() {
        return Ports.startOnFreePort(LocalDynamoDb::start);
    }

    /**
     * Starts DynamoDB Local and waits until it answers.
     *
     * @param port port to listen on
     * @return the running process
     * @throws PortInUseException if something listens on the port
     * @throws MissingClassPathException if the build has not said where DynamoDB Local is
     * @throws IllegalStateException if it does not start within a minute; the message has the end of its log
     */
    public static LocalDynamoDb start(int port) {
        Ports.requireFree(NAME, port);
        List<String> arguments = List.of(
                UntilInputEnds.MAIN_CLASS,
                "software.amazon.dynamodb.services.local.main.ServerRunner",
                "-inMemory",
                "-sharedDb",
                "-disableTelemetry",
                "-port",
                String.valueOf(port));
        ChildJvm jvm = ChildJvm.start(
                NAME,
                LocalFiles.workFolder().resolve("dynamodb-" + port + ".log"),
                LocalFiles.dynamoDbClassPath(),
                List.of(),
                arguments);
        jvm.awaitStart(UntilInputEnds.STARTED, port);
        return new LocalDynamoDb(jvm, port);
    }

    /**
     * Returns where it answers.
     *
     * @return the endpoint for clients
     */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Ends the process, with all its tables, and waits for the end. */
    @Override
    public void close() {
        jvm.close();
    }
}
