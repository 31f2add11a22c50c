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
package io.armature.benchmark.startup;

import io.armature.benchmark.Checks;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts applications, each in a JVM of its own with the JVM's defaults. */
final class Starter {

    private static final int PATIENCE_SECONDS = 120;

    private final URI endpoint;

    Starter(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Starts an application, and returns when it has ended by itself. */
    Start start(Variant variant, Path application) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(variant, application))
                .redirectErrorStream(true)
                .start();
        // What it says is read until it ends, so that one that hangs has to be ended from outside.
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        try {
            StringBuilder said = new StringBuilder();
            Start start = read(process, said);
            Checks.require(process.waitFor() == 0 && start != null, variant.subject() + " did not start:\n" + said);
            Checks.require(
                    start.beans() == variant.entities(), variant.subject() + " has " + start.beans() + " of its beans");
            return start;
        } finally {
            process.destroyForcibly();
        }
    }

    private static @Nullable Start read(Process process, StringBuilder said) throws IOException {
        Start start = null;
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith(Probe.MARK)) {
                    start = Start.of(line);
                }
            }
        }
        return start;
    }

    private List<String> command(Variant variant, Path application) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", ClassPaths.of(variant.armature(), variant.web(), application)));
        command.add("com.example.started.Application");
        command.addAll(List.of("--spring.main.banner-mode=off", "--logging.level.root=warn", "--server.port=0"));
        if (variant.armature()) {
            command.add("--armature.client.endpoint=" + endpoint);
            command.add("--armature.client.region=eu-central-1");
            command.add("--armature.client.credentials.access-key=id");
            command.add("--armature.client.credentials.secret-key=secret");
        } else {
            command.add("--endpoint=" + endpoint);
        }
        command.addAll(variant.arguments());
        return command;
    }
}
