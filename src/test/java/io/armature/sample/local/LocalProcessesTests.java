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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of {@link LocalDynamoDb}, {@link LocalRedis} and what they stand on. */
class LocalProcessesTests {

    @Test
    void killOfTheParentShouldLeaveNoProcess() throws Exception {
        Process parent = Parent.launch();
        List<ProcessHandle> children = parent.descendants().toList();
        assertThat(commands(children))
                .hasSize(3)
                .anyMatch(command -> command.contains("redis-server"))
                .anyMatch(command -> command.contains("java"));

        parent.destroyForcibly();

        assertThat(children).allSatisfy(child -> assertThat(child.onExit()).succeedsWithin(20, TimeUnit.SECONDS));
    }

    @Test
    void closeShouldEndEveryProcess() {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        LocalDynamoDb dynamoDb = LocalDynamoDb.start();
        LocalRedis redis = LocalRedis.start();
        List<ProcessHandle> started = ProcessHandle.current()
                .descendants()
                .filter(process -> !before.contains(process))
                .toList();
        assertThat(started).hasSize(3);

        redis.close();
        dynamoDb.close();

        assertThat(started).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void startShouldWaitUntilDynamoDbAnswers() throws Exception {
        try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
            assertThat(statusOf(dynamoDb.endpoint())).isEqualTo(400);
        }
    }

    @Test
    void startShouldWaitUntilRedisAnswersOnTheLoopbackAddress() throws Exception {
        try (LocalRedis redis = LocalRedis.start();
                Socket socket = new Socket(redis.host(), redis.port());
                OutputStream output = socket.getOutputStream()) {
            output.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(7)).asString().isEqualTo("+PONG\r\n");
            assertThat(socket.getInetAddress().isLoopbackAddress()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("starts")
    void startWhenThePortIsInUseShouldSaySo(IntFunction<AutoCloseable> start) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(PortInUseException.class)
                    .isThrownBy(() -> start.apply(taken.getLocalPort()))
                    .withMessageContainingAll("Port " + taken.getLocalPort() + " is in use", "choose another port")
                    .satisfies(ex -> assertThat(ex.port()).isEqualTo(taken.getLocalPort()));
        }
    }

    static Stream<Named<IntFunction<AutoCloseable>>> starts() {
        return Stream.of(Named.of("DynamoDB Local", LocalDynamoDb::start), Named.of("Redis", LocalRedis::start));
    }

    @Test
    void startOnFreePortWhenThePortWasTakenMeanwhileShouldTryAnotherOne() {
        int[] attempts = {0};

        int port = Ports.startOnFreePort(candidate -> {
            if (++attempts[0] < 3) {
                throw new PortInUseException("Something", candidate);
            }
            return candidate;
        });

        assertThat(attempts[0]).isEqualTo(3);
        assertThat(port).isPositive();
    }

    @Test
    void awaitStartWhenThePortIsTakenBySomeoneFasterShouldSaySo(@TempDir Path folder) {
        ChildJvm child = failing(folder, "java.net.BindException: Address already in use");

        assertThatExceptionOfType(PortInUseException.class)
                .isThrownBy(() -> child.awaitStart(UntilInputEnds.STARTED, 8000));
    }

    @Test
    void awaitStartWhenTheProgramFailsShouldShowTheEndOfItsLog(@TempDir Path folder) {
        ChildJvm child = failing(folder, "no space left");

        assertThatIllegalStateException()
                .isThrownBy(() -> child.awaitStart(UntilInputEnds.STARTED, 8000))
                .withMessageContainingAll("Program ended while it started", "exit code 1", "no space left");
    }

    private static ChildJvm failing(Path folder, String message) {
        List<String> arguments = List.of(UntilInputEnds.MAIN_CLASS, FailingProgram.class.getName(), message);
        return ChildJvm.start("Program", folder.resolve("a log"), "", List.of(), arguments);
    }

    private static int statusOf(URI endpoint) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static List<String> commands(List<ProcessHandle> processes) {
        return processes.stream()
                .map(process -> process.info().command().orElse(""))
                .toList();
    }

    /** Program that does not start. */
    public static final class FailingProgram {

        private FailingProgram() {}

        public static void main(String[] arguments) {
            throw new IllegalStateException(arguments[0]);
        }
    }

    /** Application that starts both emulators and is killed by the test. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws InterruptedException {
            LocalDynamoDb.start();
            LocalRedis.start();
            System.gc();
            System.out.println("started");
            new CountDownLatch(1).await();
        }

        static Process launch() throws IOException {
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Ddynamodb-local.arguments=" + System.getProperty("dynamodb-local.arguments"),
                            Parent.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            Process process = builder.start();
            BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream()));
            assertThat(reader.readLine()).isEqualTo("started");
            return process;
        }
    }
}
