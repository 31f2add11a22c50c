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
package io.armature.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LocalStack as a process of this machine, by the script {@code src/test/localstack/localstack}.
 *
 * @param script the script
 * @param folder folder that LocalStack is installed into
 * @param progress receives the words of the script for the person who waits: the first start takes minutes
 */
record HostLocalStack(Path script, Path folder, Consumer<String> progress) {

    /** Exit code by which the script says that something must be installed first. */
    private static final int MISSING = 3;

    private static final Pattern RUNS = Pattern.compile("(started|already runs) on (http://\\S+)");

    private static final String ADVICE = "\nInstall Python 3.13 or Docker, or set " + LocalStackExtension.ENDPOINT
            + " to the address of a LocalStack that runs.";

    /** Returns the one of this project, installed into the cache folder of the user. */
    static HostLocalStack ofThisMachine() {
        Path project = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        return new HostLocalStack(
                project.resolve("src/test/localstack/localstack"),
                cacheFolder(System.getenv()).resolve("armature/localstack-4.14.0"),
                System.err::println);
    }

    static Path cacheFolder(Map<String, String> environment) {
        String folder = environment.getOrDefault("XDG_CACHE_HOME", "");
        return folder.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(folder);
    }

    /**
     * Starts LocalStack, installs it before if needed, and waits until it answers.
     *
     * @return the engine, whose end leaves a LocalStack alone that ran before
     * @throws NoEngineException if it cannot be installed on this machine
     * @throws IllegalStateException if it is installed and does not start
     */
    Engine start() throws NoEngineException {
        List<String> output = new ArrayList<>();
        int exitCode;
        try {
            exitCode = run("start", output);
        } catch (IOException ex) {
            throw new NoEngineException("LocalStack cannot run on this machine: " + ex.getMessage() + ADVICE);
        }
        String text = String.join("\n", output);
        if (exitCode == MISSING) {
            throw new NoEngineException(text + ADVICE);
        }
        Matcher matcher = RUNS.matcher(text);
        if (exitCode != 0 || !matcher.find()) {
            throw new IllegalStateException("LocalStack does not start, exit code " + exitCode + ":\n" + text);
        }
        boolean startedHere = matcher.group(1).equals("started");
        return new Engine(new DynamoDbEndpoint(URI.create(matcher.group(2))), startedHere ? this::stop : () -> {});
    }

    private void stop() {
        try {
            run("stop", new ArrayList<>());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private int run(String command, List<String> output) throws IOException {
        Process process = new ProcessBuilder("bash", script.toString(), command, folder.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.add(line);
                progress.accept(line);
            }
            return process.waitFor();
        } catch (InterruptedException ex) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", ex);
        }
    }
}
